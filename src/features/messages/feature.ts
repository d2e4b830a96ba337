import { defineFeature } from '../../plan/feature.ts';
import { isEventDriven } from '../processes.ts';
import { workspacePackage } from '../workspace-package.ts';

/** https://www.enterpriseintegrationpatterns.com/patterns/messaging/Message.html */
export const messages = defineFeature({
  id: 'messages',
  about: 'what goes over a broker: the shape of a message, its headers and its largest size',
  when: isEventDriven,
  contribute: () => ({
    files: [{ folder: 'messages/package', into: 'packages/messages' }],
    packages: {
      'packages/messages': { fields: workspacePackage('@app/messages') },
    },
  }),
});
