package io.github.rolecall.action;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A call that Rolecall makes, and a run whose first request is that call. */
enum FaultyCall {
  TOKEN_ENDPOINT("token endpoint of GitHub") {
    @Override
    Run at(String url, Path folder, int limit) throws IOException {
      var variables = new HashMap<String, String>();
      for (String name : RUNNER_FILES) {
        variables.put(name, Files.createFile(folder.resolve(name)).toString());
      }
      variables.putAll(
          Map.of(
              "GITHUB_ACTIONS",
              "true",
              "ACTIONS_ID_TOKEN_REQUEST_URL",
              url + "/token?x=y",
              "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
              KEY,
              "INPUT_ROLE-TO-ASSUME",
              ROLE,
              "INPUT_AWS-REGION",
              "us-east-1",
              "INPUT_RETRY-MAX-ATTEMPTS",
              "3",
              "INPUT_ACTION-TIMEOUT-S",
              "" + limit));
      return new Run(variables, List.of("action"));
    }
  },
  WEB_IDENTITY("AssumeRoleWithWebIdentity") {
    @Override
    Run at(String url, Path folder, int limit) {
      return new Run(
          Map.of("GITLAB_CI", "true", "AWS_ID_TOKEN", TOKEN, "AWS_ENDPOINT_URL_STS", url),
          assume(limit, TO_ROLE));
    }
  },
  ASSUME_ROLE("AssumeRole") {
    @Override
    Run at(String url, Path folder, int limit) {
      return keys(Map.of("AWS_ENDPOINT_URL_STS", url), assume(limit, TO_ROLE));
    }
  },
  CALLER_IDENTITY("GetCallerIdentity") {
    @Override
    Run at(String url, Path folder, int limit) {
      return keys(Map.of("AWS_ENDPOINT_URL_STS", url), assume(limit));
    }
  },
  CONTAINER("credentials of a container") {
    @Override
    Run at(String url, Path folder, int limit) {
      return new Run(
          Map.of(
              "AWS_CONTAINER_CREDENTIALS_FULL_URI",
              url + "/v1",
              "AWS_CONTAINER_AUTHORIZATION_TOKEN",
              KEY),
          assume(limit, TO_ROLE));
    }
  },
  INSTANCE("instance metadata") {
    @Override
    Run at(String url, Path folder, int limit) {
      return new Run(
          Map.of(
              "AWS_EC2_METADATA_SERVICE_ENDPOINT", url,
              "AWS_METADATA_SERVICE_TIMEOUT", "60",
              "AWS_EC2_METADATA_DISABLED", "false"),
          assume(limit, TO_ROLE));
    }

    @Override
    boolean https() {
      return false;
    }
  },
  SSO_PORTAL("portal of IAM Identity Center") {
    @Override
    Run at(String url, Path folder, int limit) throws IOException {
      return signedIn(folder, limit, "2099-01-01T00:00:00Z", Map.of("AWS_ENDPOINT_URL_SSO", url));
    }
  },
  SSO_OIDC("SSO OIDC") {
    @Override
    Run at(String url, Path folder, int limit) throws IOException {
      return signedIn(
          folder, limit, "2020-01-01T00:00:00Z", Map.of("AWS_ENDPOINT_URL_SSO_OIDC", url));
    }
  },
  IAM("GetRole of IAM") {
    @Override
    Run at(String url, Path folder, int limit) throws IOException {
      Files.createDirectories(folder.resolve(".aws"));
      Files.writeString(
          folder.resolve(".aws/credentials"),
          "[p]\naws_access_key_id = " + ID + "\naws_secret_access_key = " + KEY + "\n");
      return new Run(
          Map.of("GITLAB_CI", "true", "AWS_ID_TOKEN", TOKEN, "AWS_ENDPOINT_URL_IAM", url),
          List.of(
              "explain",
              TO_ROLE,
              REGION,
              "--policy-profile=p",
              "--action-timeout-s=" + limit,
              ATTEMPTS));
    }
  };

  static final String KEY = "je7+GbClwBF/2Zp9Utk/h3yCo8nv+bEXAMPLEkey";
  static final String TOKEN =
      "eyJhbGciOiJSUzI1NiIsImtpZCI6IjQ3MTEifQ.eyJpc3MiOiJodHRwczovL2dpdGxhYi5leGFtcGxlIiwic3ViIjoi"
          + "cHJvamVjdCIsImF1ZCI6InN0cy5hbWF6b25hd3MuY29tIiwiZXhwIjo0MTAyNDQ0ODAwLCJpYXQiOjE3MDB9."
          + "c2lnbmF0dXJlLW9mLXRoaXMtdG9rZW4";
  static final List<String> RUNNER_FILES =
      List.of("GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_STATE", "GITHUB_STEP_SUMMARY");

  private static final String ID = "ASIAQZ4XHN7TJ3FAULTY";
  private static final String ROLE = "arn:aws:iam::111122223333:role/Deploy";
  private static final String REGION = "--aws-region=us-east-1";
  private static final String TO_ROLE = "--role-to-assume=" + ROLE;
  private static final String ATTEMPTS = "--retry-max-attempts=3";

  private final String title;

  FaultyCall(String title) {
    this.title = title;
  }

  /** A run and its environment. */
  record Run(Map<String, String> environment, List<String> arguments) {}

  /**
   * Returns a run that makes this call to a server, with its own home and a time limit in seconds.
   */
  abstract Run at(String url, Path folder, int limit) throws IOException;

  /** Returns the name for the documentation. */
  String title() {
    return title;
  }

  /** Returns whether the real server uses TLS. */
  boolean https() {
    return true;
  }

  private static List<String> assume(int limit, String... more) {
    var words = new ArrayList<>(List.of("assume", REGION, "--action-timeout-s=" + limit, ATTEMPTS));
    words.addAll(List.of(more));
    return words;
  }

  private static Run keys(Map<String, String> more, List<String> arguments) {
    var variables = new HashMap<>(more);
    variables.put("AWS_ACCESS_KEY_ID", ID);
    variables.put("AWS_SECRET_ACCESS_KEY", KEY);
    variables.put("AWS_SESSION_TOKEN", TOKEN);
    return new Run(variables, arguments);
  }

  private static Run signedIn(Path folder, int limit, String end, Map<String, String> variables)
      throws IOException {
    // The file name is the SHA-1 of the session name, s.
    Path cache = folder.resolve(".aws/sso/cache/a0f1490a20d0211c997b44bc357e1972deab8ae3.json");
    Files.createDirectories(cache.getParent());
    Files.writeString(
        folder.resolve(".aws/config"),
        """
        [profile p]
        sso_session = s
        sso_account_id = 111122223333
        sso_role_name = R
        [sso-session s]
        sso_region = eu-central-1
        sso_start_url = https://x.example/start
        """);
    Files.writeString(
        cache,
        """
        {"startUrl": "https://x.example/start", "region": "eu-central-1", "accessToken": "%s",
         "expiresAt": "%s", "clientId": "client", "clientSecret": "%s", "refreshToken": "%s",
         "registrationExpiresAt": "2099-01-01T00:00:00Z"}
        """
            .formatted(TOKEN, end, KEY, TOKEN));
    return new Run(variables, assume(limit, "--source-profile=p", TO_ROLE));
  }
}
