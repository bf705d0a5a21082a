package io.github.rolecall.problem;

import io.github.rolecall.option.Input;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** There is a way to a web identity token, but it yields none, or none that AWS would accept. */
public sealed interface TokenProblem extends Problem {

  /** The token endpoint of the CI system answered with an error. */
  record Refused(String platform, int status, String answer, List<Remedy> remedies)
      implements TokenProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of(
              "token-refused", "The token endpoint of " + platform + " refused the request")
          .fact("status", String.valueOf(status))
          .facts(Fact.unlessBlank("answer", answer))
          .remedies(remedies);
    }

    @Override
    public Repeat repeat() {
      boolean passing = status == 429 || status >= 500;
      return passing ? Repeat.WITHIN_BUDGET : Repeat.NEVER;
    }
  }

  /** The token endpoint answered 200, but not with a token: a log-in page, or nothing. */
  record NotAToken(String platform, String field, String contentType, int bytes)
      implements TokenProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of(
              "token-answer-unreadable",
              "The token endpoint of " + platform + " answered, but not with a token")
          .facts(
              List.of(
                  Fact.difference(
                      "content type",
                      "application/json with a field `" + field + "`",
                      contentType.isEmpty() ? "none" : contentType),
                  new Fact("size", bytes + " bytes")))
          .remedy(
              words ->
                  "If a proxy stands between the job and "
                      + platform
                      + ", it may answer in its place: add the endpoint's host to "
                      + words.spell(Input.NO_PROXY)
                      + ".")
          .remedy("Run the job again; if it stays, ask the administrators of " + platform + ".");
    }
  }

  /** The token file cannot be read. */
  record FileUnreadable(String name, String path, String reason) implements TokenProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of(
              "token-file-unreadable",
              "The web identity token file of " + name + " cannot be read: " + reason)
          .fact("file", path)
          .remedy("Correct the path; a relative one starts at the work directory of the step.")
          .remedy("Make sure that an earlier step wrote the file, and that this user may read it.");
    }
  }

  /** The text is not a signed token whose claims can be read. */
  record NotReadable(String source) implements TokenProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("token-not-readable", "There is no ID token in what came from " + source)
          .remedy(
              "Give the whole ID token: three parts with dots between them, no line break, no"
                  + " access token.");
    }
  }

  /** AWS would not accept the token any more. */
  record Expired(Instant expired, Instant now, List<Remedy> remedies) implements TokenProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("token-expired", "The web identity token has expired")
          .fact("expired", expired + ", " + Duration.between(expired, now).toSeconds() + " s ago")
          .fact("clock here", now.toString())
          .remedies(remedies);
    }
  }

  /** STS refuses several audiences without an authorized party. */
  record SeveralAudiences(List<String> audiences) implements TokenProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of(
              "token-several-audiences",
              "The web identity token has several audiences, and STS accepts only one")
          .fact("aud", String.join(", ", audiences))
          .remedy("Request the token for exactly one audience, for example sts.amazonaws.com.");
    }
  }

  /** The token was made for another audience than the one asked for, and that cannot be changed. */
  record AudienceDiffers(String expected, List<String> actual, String whereToChange)
      implements TokenProblem {
    @Override
    public Diagnosis diagnosis() {
      Remedy without = Remedy.of(words -> "Remove " + words.spell(Input.AUDIENCE) + ".");
      return Diagnosis.of(
              "token-audience-differs",
              words ->
                  "The web identity token is not for the audience of "
                      + words.spell(Input.AUDIENCE))
          .facts(List.of(Fact.difference("aud", expected, String.join(", ", actual))))
          .remedies(
              whereToChange.isEmpty()
                  ? List.of(without)
                  : List.of(
                      Remedy.of("Set `aud: " + expected + "` " + whereToChange + "."),
                      Remedy.of(words -> "Or remove " + words.spell(Input.AUDIENCE) + ".")));
    }
  }
}
