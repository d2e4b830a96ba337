import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import chromium, { inflate } from '@sparticuz/chromium';
import puppeteer, { type Browser } from 'puppeteer-core';

/** A browser that nobody else uses. */
export interface OwnBrowser {
  readonly browser: Browser;
  /** Ends it, and removes its files. */
  close(): Promise<void>;
}

/**
 * Unpacks Chromium with the libraries that it needs, and starts it: on a machine that has no browser,
 * and nothing installed for one. Linux only.
 */
export async function openBrowser(): Promise<OwnBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'browser-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    // Where the package unpacks, and what else the browser writes.
    process.env.TMPDIR = folder;
    chromium.setGraphicsMode = false;
    const executablePath = await chromium.executablePath();
    const libraries = await inflate(packed('al2023.tar.br'));
    const browser = await puppeteer.launch({
      executablePath,
      headless: 'shell',
      // Tests run as root, where there is no sandbox, and in containers with little shared memory.
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
      env: { ...process.env, LD_LIBRARY_PATH: join(libraries, 'lib') },
    });
    return { browser, close: () => browser.close().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

/** A file that the package keeps beside its code. */
function packed(file: string): string {
  return fileURLToPath(new URL(`../bin/${file}`, import.meta.resolve('@sparticuz/chromium')));
}
