import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stubCallee, when } from '../src/testing/index.ts';
import { build, find, tea } from './shelves.ts';

test('a stub answers what it was told to', async () => {
  const stub = stubCallee(
    when(find).answers(({ params }) => ({ status: 200, body: { name: params.shelfId } })),
  );
  assert.deepEqual(await stub.send(find, tea), { status: 200, body: { name: 'tea' } });
  await assert.rejects(stub.send(build, { params: {}, body: { name: 'x' } }), /no answer for POST/);
});

test('a stub refuses what is not in the contract, from either side', async () => {
  const wrong = when(find).answers(() => ({ status: 200, body: { name: 7 } }) as never);
  await assert.rejects(stubCallee(wrong).send(find, tea), /not the contract: answer 200/);
  const unknown = when(find).answers(() => ({ status: 500, body: null }) as never);
  await assert.rejects(stubCallee(unknown).send(find, tea), /500 is no answer/);
  const fine = when(build).answers(() => ({ status: 201, body: null }));
  const call = { params: {}, body: { name: 7 } } as never;
  await assert.rejects(stubCallee(fine).send(build, call), /not the contract: body/);
});
