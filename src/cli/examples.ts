/** The end of `--help`: whole command lines, by what one wants. */
export const helpExamples = `
Examples:
  Be asked, and helped to choose:
    $ create-arch-app
  A modular monolith with the sample domain, no questions:
    $ create-arch-app shop --style monolith --yes
  Your own contexts beside the samples, with a read replica:
    $ create-arch-app shop --contexts users,products,invoices --read-replicas 1 --yes
  Services of your own, one of them on MongoDB, which calls the other:
    $ create-arch-app shop --style microservices --services catalog,billing:mongodb:calls=catalog --yes
  Orders as sagas that one service leads, over Kafka alone:
    $ create-arch-app shop --style event-driven --saga orchestration --broker kafka --yes
  See what would be written, and write nothing:
    $ create-arch-app shop --yes --dry-run
  From a spec, in a script:
    $ create-arch-app shop --spec arch.yaml --json --no-install
  Which style fits us?
    $ create-arch-app recommend --team-size medium --teams few --boundaries clear --yes
  What speaks against the style we have in mind?
    $ create-arch-app recommend --team-size tiny --style microservices --yes
  Completion, in bash or zsh, and in fish:
    $ source <(create-arch-app completion bash)
    $ create-arch-app completion fish | source
`;
