package io.github.rolecall.action;

import java.util.Locale;

/** Everything that stands first in the arguments of {@code rolecall}. */
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
  ECR_LOGIN,
  DOCKER_CREDENTIAL,
  CONFIGURE,
  DOCTOR,
  SSO,
  MIGRATE,
  COMPLETION,
  MAN,
  /** What the runner of a GitHub action calls. It is none of the subcommands for people. */
  ACTION;

  /** As it is written: {@code trust-policy}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
