package io.github.rolecall.plan;

import io.github.rolecall.host.Command;
import io.github.rolecall.model.Secret;
import io.github.rolecall.problem.CredentialShape;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.session.SessionCredentials;
import java.nio.file.Path;
import java.util.Optional;

/** Who we are before any role is assumed: exactly one, chosen by the plan. */
public sealed interface Source {

  /** For the log: "the token of the GitHub Actions job". */
  String describe();

  /** Whether the first role is assumed with a web identity token, not with keys. */
  default boolean webIdentity() {
    return this instanceof WebIdentity;
  }

  /** A web identity token, and where one was named, the input that named it, as it was written. */
  sealed interface WebIdentity extends Source {}

  /**
   * The token that the CI system gives or issues to this job.
   *
   * @param audience whom the token is for; empty: take it as the CI system made it
   */
  record CiToken(String platform, Optional<String> audience) implements WebIdentity {
    @Override
    public String describe() {
      return "the token of the " + platform + " job";
    }
  }

  /** A token that the user gave. */
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

  /** Keys that the user gave. */
  record Keys(SessionCredentials credentials, String input) implements Source {
    @Override
    public String describe() {
      return "the keys of " + input;
    }
  }

  /** A named profile of the AWS files. */
  record Profile(String name) implements Source {
    @Override
    public String describe() {
      return "the profile " + CredentialShape.shown(name);
    }
  }

  /** Keys that are in the environment. */
  record EnvironmentKeys(SessionCredentials credentials) implements Source {
    @Override
    public String describe() {
      return "the credentials in the environment";
    }
  }

  /**
   * What AWS tools find without being told: the default profile, a container's or an instance's
   * role. The first one that is configured is used; if it fails, no other is tried.
   *
   * @param otherwise what to tell the user when nothing is configured
   */
  record Ambient(Problem otherwise) implements Source {
    @Override
    public String describe() {
      return "the credentials that AWS tools find by default";
    }
  }
}
