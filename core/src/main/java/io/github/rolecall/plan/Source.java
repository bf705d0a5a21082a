package io.github.rolecall.plan;

import io.github.rolecall.host.Command;
import io.github.rolecall.model.Secret;
import io.github.rolecall.problem.CredentialShape;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.session.SessionCredentials;
import java.nio.file.Path;
import java.util.Optional;

/** The credential source of a run, before any role is assumed. The plan chooses exactly one. */
public sealed interface Source {

  /** Returns a description for the log: "the token of the GitHub Actions job". */
  String describe();

  /** Returns whether the first role is assumed with a web identity token, not with keys. */
  default boolean webIdentity() {
    return this instanceof WebIdentity;
  }

  /**
   * A web identity token. If an input named it, it includes the name of the input, as it was
   * written.
   */
  sealed interface WebIdentity extends Source {}

  /**
   * The token that the CI system issues to this job.
   *
   * @param audience the audience of the token; empty: use the one that the CI system sets
   */
  record CiToken(String platform, Optional<String> audience) implements WebIdentity {
    @Override
    public String describe() {
      return "the token of the " + platform + " job";
    }
  }

  /** A token that the user set as an input. */
  record GivenToken(Secret token, String input) implements WebIdentity {
    @Override
    public String describe() {
      return "the web identity token of " + input;
    }
  }

  /** A token in an environment variable. */
  record TokenVariable(String variable, String input) implements WebIdentity {
    @Override
    public String describe() {
      return "the web identity token in the variable " + variable;
    }
  }

  /** A token in a file. */
  record TokenFile(Path file, String input) implements WebIdentity {
    @Override
    public String describe() {
      return "the web identity token in " + file;
    }
  }

  /** A token that a program prints. */
  record TokenCommand(Command command, String input) implements WebIdentity {
    @Override
    public String describe() {
      return "the web identity token that " + command.program() + " prints";
    }
  }

  /** Keys that the user set. */
  record Keys(SessionCredentials credentials, String input) implements Source {
    @Override
    public String describe() {
      return "the keys of " + input;
    }
  }

  /** A named profile in the AWS files. */
  record Profile(String name) implements Source {
    @Override
    public String describe() {
      return "the profile " + CredentialShape.shown(name);
    }
  }

  /** Keys in the environment. */
  record EnvironmentKeys(SessionCredentials credentials) implements Source {
    @Override
    public String describe() {
      return "the credentials in the environment";
    }
  }

  /**
   * The sources that AWS tools use by default: the default profile, the role of a container or of
   * an instance. The first configured one is used. If it fails, no other is tried.
   *
   * @param otherwise the problem to report when none is configured
   */
  record Ambient(Problem otherwise) implements Source {
    @Override
    public String describe() {
      return "the credentials that AWS tools find by default";
    }
  }
}
