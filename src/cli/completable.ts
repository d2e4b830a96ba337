import type { Option } from 'commander';
import { catalogue } from '../catalogue/catalogue.ts';
import type { Choice } from '../catalogue/choice.ts';
import { offeredValues } from '../catalogue/offered-values.ts';
import { forces } from '../recommend/forces.ts';
import { styleIds } from '../styles/style-id.ts';
import {
  choiceOptions,
  forceOptions,
  generationOptions,
  sourceOptions,
  talkOptions,
  wishOption,
} from './options.ts';
import { shells, verbs } from './verbs.ts';

/** A flag as a shell completes it. */
export interface CompletableFlag {
  /** With its dashes. */
  readonly flag: string;
  readonly about: string;
  /** What can follow it: one of a list, a file, any text, or nothing. */
  readonly takes: readonly string[] | 'file' | 'text' | 'nothing';
}

/** All that a shell completes. */
export interface Completable {
  readonly verbs: Readonly<Record<string, string>>;
  readonly shells: readonly string[];
  readonly create: readonly CompletableFlag[];
  readonly recommend: readonly CompletableFlag[];
}

const help = plain('--help', 'show this help');

/** Derives completion from the catalogue, the forces and the flags of the program. */
export function completable(): Completable {
  const talk = talkOptions();
  const force = forceOptions('');
  const [yes] = sourceOptions() as [Option, ...Option[]];
  return {
    verbs,
    shells,
    create: [
      ...[...choiceOptions(), ...sourceOptions(), ...generationOptions(), ...talk, ...force]
        .filter((option) => !option.hidden)
        .map(describe),
      plain('--version', 'print the version'),
      help,
    ],
    recommend: [
      ...force.map(describe),
      { ...describe(wishOption()), takes: styleIds },
      ...[yes, ...talk].map(describe),
      help,
    ],
  };
}

function plain(flag: string, about: string): CompletableFlag {
  return { flag, about, takes: 'nothing' };
}

function describe(option: Option): CompletableFlag {
  const flag = option.long ?? '';
  return { flag, about: option.description.split('?')[0] ?? '', takes: takes(flag, option) };
}

function takes(flag: string, option: Option): CompletableFlag['takes'] {
  if (!option.required) return 'nothing';
  const values = valuesOf(flag.slice(2));
  if (values) return values;
  return flag === '--spec' ? 'file' : 'text';
}

function valuesOf(flag: string): readonly string[] | undefined {
  const force = forces.find((candidate) => candidate.flag === flag);
  if (force) return force.values.map(({ id }) => id);
  const choice = (catalogue as readonly Choice[]).find((candidate) => candidate.flag === flag);
  if (choice?.kind === 'select') return offeredValues(choice).map(({ id }) => id);
  if (choice?.kind !== 'count') return undefined;
  return Array.from({ length: choice.max - choice.min + 1 }, (_none, index) =>
    String(choice.min + index),
  );
}
