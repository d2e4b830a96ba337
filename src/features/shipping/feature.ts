import { sagaParticipant } from '../saga-participant.ts';

export const shipping = sagaParticipant('shipping', { prefix: '/api/shipments' });
