package io.github.rolecall.migrate;

/** What a {@code uses} names. */
enum ReferenceKind {
  /** The action itself, with a tag, branch or digest. */
  ACTION,
  /** Something of its name that GitHub does not run, or that is not known. */
  UNUSUAL,
  /** An action of its name in another repository. */
  FORK,
  /** An action of its name in the repository of the workflow. */
  LOCAL,
  /** An expression with its name in it. */
  EXPRESSION,
  /** A workflow of another repository. */
  REMOTE_WORKFLOW,
  /** Anything else. */
  OTHER
}
