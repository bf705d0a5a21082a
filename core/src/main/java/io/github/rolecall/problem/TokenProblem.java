package io.github.rolecall.problem;

import io.github.rolecall.option.Input;
import io.github.rolecall.option.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** There is a way to a web identity token, but it yields none, or none that AWS would accept. */
public sealed interface TokenProblem extends Problem {

  /** The token endpoint of the CI system answered with an error. */
  record Refused(String platform, int status, String answer, List<Remedy> remedies)
      implements TokenProblem {
    @Override
    public String code() {
      return "token-refused";
    }

    @Override
    public String what(Words words) {
      return "The token endpoint of " + platform + " refused the request";
    }

    @Override
    public List<Fact> facts() {
      var facts = new ArrayList<>(List.of(new Fact("status", String.valueOf(status))));
      if (!answer.isBlank()) {
        facts.add(new Fact("answer", answer));
      }
      return facts;
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
    public String code() {
      return "token-answer-unreadable";
    }

    @Override
    public String what(Words words) {
      return "The token endpoint of " + platform + " answered, but not with a token";
    }

    @Override
    public List<Fact> facts() {
      return List.of(
          Fact.difference(
              "content type",
              "application/json with a field `" + field + "`",
              contentType.isEmpty() ? "none" : contentType),
          new Fact("size", bytes + " bytes"));
    }

    @Override
    public List<Remedy> remedies() {
      return List.of(
          Remedy.of(
              words ->
                  "If a proxy stands between the job and "
                      + platform
                      + ", it may answer in its place: add the endpoint's host to "
                      + words.spell(Input.NO_PROXY)
                      + "."),
          Remedy.of("Run the job again; if it stays, ask the administrators of " + platform + "."));
    }
  }

  /** The token file cannot be read. */
  record FileUnreadable(String name, String path, String reason) implements TokenProblem {
    @Override
    public String code() {
      return "token-file-unreadable";
    }

    @Override
    public String what(Words words) {
      return "The web identity token file of " + name + " cannot be read: " + reason;
    }

    @Override
    public List<Fact> facts() {
      return List.of(new Fact("file", path));
    }

    @Override
    public List<Remedy> remedies() {
      return Remedy.all(
          "Correct the path; a relative one starts at the work directory of the step.",
          "Make sure that an earlier step wrote the file, and that this user may read it.");
    }
  }

  /** The text is not a signed token whose claims can be read. */
  record NotReadable(String source) implements TokenProblem {
    @Override
    public String code() {
      return "token-not-readable";
    }

    @Override
    public String what(Words words) {
      return "There is no ID token in what came from " + source;
    }

    @Override
    public List<Remedy> remedies() {
      return List.of(
          Remedy.of(
              "Give the whole ID token: three parts with dots between them, no line break, no"
                  + " access token."));
    }
  }

  /** AWS would not accept the token any more. */
  record Expired(Instant expired, Instant now, List<Remedy> remedies) implements TokenProblem {
    @Override
    public String code() {
      return "token-expired";
    }

    @Override
    public String what(Words words) {
      return "The web identity token has expired";
    }

    @Override
    public List<Fact> facts() {
      return List.of(
          new Fact(
              "expired", expired + ", " + Duration.between(expired, now).toSeconds() + " s ago"),
          new Fact("clock here", now.toString()));
    }
  }

  /** STS refuses several audiences without an authorized party. */
  record SeveralAudiences(List<String> audiences) implements TokenProblem {
    @Override
    public String code() {
      return "token-several-audiences";
    }

    @Override
    public String what(Words words) {
      return "The web identity token has several audiences, and STS accepts only one";
    }

    @Override
    public List<Fact> facts() {
      return List.of(new Fact("aud", String.join(", ", audiences)));
    }

    @Override
    public List<Remedy> remedies() {
      return List.of(
          Remedy.of("Request the token for exactly one audience, for example sts.amazonaws.com."));
    }
  }

  /** The token was made for another audience than the one asked for, and that cannot be changed. */
  record AudienceDiffers(String expected, List<String> actual, String whereToChange)
      implements TokenProblem {
    @Override
    public String code() {
      return "token-audience-differs";
    }

    @Override
    public String what(Words words) {
      return "The web identity token is not for the audience of " + words.spell(Input.AUDIENCE);
    }

    @Override
    public List<Fact> facts() {
      return List.of(Fact.difference("aud", expected, String.join(", ", actual)));
    }

    @Override
    public List<Remedy> remedies() {
      Remedy without = Remedy.of(words -> "Remove " + words.spell(Input.AUDIENCE) + ".");
      return whereToChange.isEmpty()
          ? List.of(without)
          : List.of(
              Remedy.of("Set `aud: " + expected + "` " + whereToChange + "."),
              Remedy.of(words -> "Or remove " + words.spell(Input.AUDIENCE) + "."));
    }
  }
}
