package io.github.rolecall.problem;

import io.github.rolecall.option.Input;
import java.util.List;

/** There is a way to a web identity token, but it yields none, or none that AWS would accept. */
public sealed interface TokenProblem extends Problem {

  /** The token endpoint of the CI system answered with an error. */
  record Refused(String platform, int status, String answer, List<Remedy> remedies)
      implements TokenProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("token-refused")
          .what("The token endpoint of %s refused the request", platform)
          .fact("status", status)
          .facts(Fact.unlessBlank("answer", answer))
          .remedies(remedies)
          .repeat(Repeat.of(status));
    }
  }

  /** The token endpoint answered 200, but not with a token: a log-in page, or nothing. */
  record NotAToken(String platform, String field, String contentType, int bytes)
      implements TokenProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("token-answer-unreadable")
          .what("The token endpoint of %s returned no token", platform)
          .difference(
              "content type",
              "application/json with a field `" + field + "`",
              contentType.isEmpty() ? "none" : contentType)
          .fact("size", bytes + " bytes")
          .remedy(
              "If there is a proxy between the job and %s, the proxy may have"
                  + " responded: add the host of the endpoint to %s.",
              platform, Input.NO_PROXY)
          .remedy("Run the job again. If it fails again, ask the administrators of %s.", platform);
    }
  }

  record FileUnreadable(String name, String path, String reason) implements TokenProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("token-file-unreadable")
          .what("Could not read the web identity token file of %s: %s", name, reason)
          .fact("file", path)
          .remedy("Correct the path. A relative path starts at the working directory of the step.")
          .remedy(
              "Make sure that an earlier step wrote the file, and that this user can read"
                  + " it.");
    }
  }

  /** The text is not a signed token whose claims can be read. */
  record NotReadable(String source) implements TokenProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("token-not-readable")
          .what("The text from %s is not an ID token", source)
          .remedy(
              "Use the complete ID token: three parts separated by dots, without line"
                  + " breaks. An access token does not work.");
    }
  }

  /** STS refuses several audiences without an authorized party. */
  record SeveralAudiences(List<String> audiences) implements TokenProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of(
              "token-several-audiences",
              "The web identity token has several audiences, but STS accepts only one")
          .fact("aud", String.join(", ", audiences))
          .remedy("Request the token for exactly one audience, for example sts.amazonaws.com.");
    }
  }

  /** The token was made for another audience than the one asked for, and that cannot be changed. */
  record AudienceDiffers(String expected, List<String> actual, String whereToChange)
      implements TokenProblem {
    @Override
    public Diagnosis diagnosis() {
      List<Remedy> setting =
          whereToChange.isEmpty()
              ? List.of()
              : List.of(Remedy.of("Set `aud: %s` %s.", expected, whereToChange));
      return Diagnosis.of("token-audience-differs")
          .what("The audience of the web identity token differs from %s", Input.AUDIENCE)
          .difference("aud", expected, String.join(", ", actual))
          .remedies(setting)
          .remedy(setting.isEmpty() ? "Remove %s." : "Or remove %s.", Input.AUDIENCE);
    }
  }
}
