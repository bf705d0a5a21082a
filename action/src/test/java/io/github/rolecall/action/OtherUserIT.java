package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests the job images with a user ID that is not root and has no entry in the image: without a
 * home, as Docker and GitLab start it ({@code 1000:1000}), and in the group of root, as OpenShift
 * does.
 */
@Tag("container")
@ResourceLock("port 443")
class OtherUserIT {
  private static final String ASSUME =
      "rolecall assume --role-to-assume " + ClockBed.ROLE + " --format dotenv --output-file ";
  private static final String TRUST =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
        "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/gitlab.com"},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {"StringEquals": {"gitlab.com:aud": "sts.amazonaws.com"}}}]}
      """;
  private static final String CLAIMS =
      """
      {"iss": "https://gitlab.com", "aud": "sts.amazonaws.com",
       "sub": "project_path:acme/shop:ref_type:branch:ref:main"}
      """;

  @TempDir private Path folder;

  private Images.Ran run(String image, String user, List<String> options, String line) {
    var words =
        new ArrayList<>(
            List.of(
                "podman",
                "run",
                "--rm",
                "--cap-drop=all",
                "--security-opt=no-new-privileges",
                "--user=" + user,
                "--volume=" + folder + ":/job",
                "--workdir=/job",
                "--env=AWS_REGION=us-east-1",
                "--env=AWS_EC2_METADATA_DISABLED=true"));
    words.addAll(options);
    words.addAll(List.of(Images.name(image), "bash", "-c", line));
    return Images.run(Map.of(), words.toArray(String[]::new));
  }

  /** Makes the folder writable for everyone, as the runner of a CI system mounts it. */
  private void open() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.writeString(folder.resolve("trust.json"), TRUST);
    Files.writeString(folder.resolve("claims.json"), CLAIMS);
  }

  @ParameterizedTest
  @CsvSource({
    "gitlab, 1000:1000",
    "gitlab, 1000:0",
    "gitlab, 54321",
    "maven, 1000:1000",
    "maven, 54321:0"
  })
  void whatAsksNobodyWorks(String image, String user) throws IOException {
    open();
    var alone = List.of("--network=none");
    for (String home : List.of("unset HOME", "export HOME=/nowhere", "export HOME=/root")) {
      Images.Ran help = run(image, user, alone, home + "; rolecall --help");
      assertEquals(0, help.exit(), help::output);
      assertTrue(help.output().contains("Assume a role"), help::output);
      Images.Ran explained =
          run(
              image,
              user,
              alone,
              home + "; rolecall explain --trust-policy trust.json --claims claims.json");
      assertEquals(0, explained.exit(), explained::output);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gitlab, 1000:1000",
    "gitlab, 1000:0",
    "gitlab, 54321",
    "maven, 1000:1000",
    "maven, 54321:0"
  })
  void aRoleIsAssumedAndItsFileIsTheUsersAlone(String image, String user) throws IOException {
    open();
    try (FakeAws aws = Images.servers().start()) {
      Files.copy(aws.authority().bundle(), folder.resolve("ca.pem"));
      var options = new ArrayList<>(Images.network());
      options.addAll(
          List.of(
              "--env=GITLAB_CI=true",
              "--env=AWS_ID_TOKEN=" + aws.gitLabJob().idToken(),
              "--env=AWS_CA_BUNDLE=/job/ca.pem"));
      Images.Ran ran =
          run(
              image,
              user,
              options,
              "set -e; mkdir -m 700 mine; unset HOME; "
                  + ASSUME
                  + "mine/env; stat -c 'is %a %u' mine/env; set -a; . mine/env; rolecall whoami");
      assertEquals(0, ran.exit(), ran::output);
      String number = user.replaceFirst(":.*", "");
      assertTrue(ran.output().contains("is 600 " + number + "\n"), ran::output);
      for (String secret : aws.secrets()) {
        assertFalse(ran.output().contains(secret), "a secret is shown");
      }
      Path env = folder.resolve("mine/env");
      assertEquals(Integer.parseInt(number), Files.getAttribute(env, "unix:uid"));
      String written = Files.readString(env);
      assertTrue(aws.secrets().stream().anyMatch(written::contains), "it has no credentials");
    }
  }
}
