package io.github.rolecall.action;

import java.util.Locale;

/** The first word in the arguments of {@code rolecall}. */
enum CommandName {
  ASSUME,
  WHOAMI,
  EXPLAIN,
  CLAIMS,
  TRUST_POLICY,
  EXPORT,
  CREDENTIAL_PROCESS,
  IMPORT,
  EXEC,
  SERVE,
  CODEARTIFACT_TOKEN,
  CODEARTIFACT_LOGIN,
  ECR_LOGIN,
  DOCKER_CREDENTIAL,
  CONFIGURE,
  DOCTOR,
  SSO,
  MIGRATE,
  COMPLETION,
  MAN,
  /** The runner of a GitHub action calls it. It is not a subcommand for people. */
  ACTION;

  /** Returns the word on the command line: {@code trust-policy}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
