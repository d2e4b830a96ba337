import { sagaParticipant } from '../saga-participant.ts';

export const inventory = sagaParticipant('inventory');
