import { defineFeature } from '../../plan/feature.ts';
import { variable } from '../compose-variables.ts';
import { contextFiles, contextModule, hasContext } from '../contexts.ts';
import { isEventDriven, processOf } from '../processes.ts';

const context = contextModule('email', 'event-driven');

export const email = defineFeature({
  id: 'email',
  about: context.about,
  when: (spec) => isEventDriven(spec) && hasContext(spec, 'email'),
  contribute(spec) {
    const { name, folder } = processOf(spec, 'email');
    return {
      env: {
        MAIL_URL: {
          about:
            'Where mails go: smtp://, smtps:// or file:<folder>; by default to a folder, see the README.',
          example: 'smtp://user:secret@mail.example.com:587',
          optional: true,
        },
        MAIL_FROM: {
          about: 'The address that mails come from.',
          example: defaultFrom,
          optional: true,
        },
      },
      compose: {
        environment: {
          [name]: {
            MAIL_URL: variable('MAIL_URL', `file:${home}/mail`),
            MAIL_FROM: variable('MAIL_FROM', defaultFrom),
          },
        },
        storage: { [name]: { [home]: 'mail' } },
        volumes: { mail: {} },
      },
      files: contextFiles(spec, 'email', context, []),
      packages: {
        [folder]: {
          dependencies: [
            '@app/contracts',
            '@app/http-server',
            '@app/messages',
            '@app/messaging',
            '@app/outbox',
            'nodemailer',
          ],
          devDependencies: [
            '@app/events',
            '@types/nodemailer',
            '@types/smtp-server',
            'postal-mime',
            'smtp-server',
          ],
        },
      },
      contexts: { email: context },
    };
  },
});

const defaultFrom = 'shop@example.com';

/** The one folder of the image that belongs to its user: a new volume takes over the rights of the folder it covers. */
const home = '/home/node';
