export type { Platform } from '@app/chassis';
