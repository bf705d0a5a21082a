package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rolecall.awsfile.RenewedProfile;
import io.github.rolecall.testkit.Call;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import io.github.rolecall.testkit.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the input {@code refresh}: what later steps get and renew, and what is removed after the
 * job.
 */
class RefreshTest {
  private static final String EXCHANGE = "AssumeRoleWithWebIdentity";

  private static final String DEPLOY = "arn:aws:iam::111122223333:role/Deploy";
  private static final String CHAINED = "arn:aws:iam::111122223333:role/Chained";

  @TempDir private Path folder;
  private RefreshBed bed;

  @BeforeEach
  void start() throws IOException {
    bed = new RefreshBed(folder, FakeAws.start());
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  @Test
  void laterStepsGetAProfileAndNoKeys() throws Exception {
    assertEquals(0, bed.step(), bed::log);
    Path made = bed.made();
    assertEquals(
        Map.of(
            "AWS_PROFILE", "rolecall",
            "AWS_REGION", "eu-central-1",
            "AWS_DEFAULT_REGION", "eu-central-1",
            "AWS_CONFIG_FILE", made + "/config",
            "AWS_SHARED_CREDENTIALS_FILE", made + "/credentials",
            "AWS_CREDENTIAL_PROFILES_FILE", made + "/credentials",
            "AWS_ACCESS_KEY_ID", "",
            "AWS_SECRET_ACCESS_KEY", "",
            "AWS_SESSION_TOKEN", ""),
        bed.exported());
    assertTrue(made.getFileName().toString().matches("rolecall-[0-9a-f]{32}"), made::toString);
    RefreshBed.Ran answer = bed.process("rolecall");
    assertEquals("", answer.err());
    bed.aws
        .secrets()
        .forEach(
            secret -> assertFalse(bed.log().replaceAll("::add-mask::.*", "").contains(secret)));
    assertTrue(bed.aws.secrets().stream().anyMatch(answer.out()::contains), "the keys of the step");
    assertEquals(1, bed.aws.calls(EXCHANGE).size(), "the answer is from the cache");
  }

  @Test
  void onlyTheOwnerReadsAndNoFileNamesAPath() throws Exception {
    assertEquals(0, bed.step(), bed::log);
    try (Stream<Path> files = Files.walk(bed.made())) {
      for (Path file : files.toList()) {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        boolean runs = Files.isDirectory(file) || Files.isExecutable(file);
        assertEquals(runs ? "rwx------" : "rw-------", mode, file::toString);
        if (file.getParent().equals(bed.made()) && Files.isRegularFile(file)) {
          assertFalse(Files.readString(file).contains(folder.toString()), file::toString);
        }
      }
    }
    String run = Files.readString(bed.made().resolve("runtime/run"));
    assertFalse(run.contains(folder.resolve("image").toString()), run);
    assertEquals(
        Files.readString(bed.made().resolve("config")).replaceAll("(?m)^\\[.*|^region.*\n", ""),
        Files.readString(bed.made().resolve("credentials")).replaceAll("(?m)^\\[.*", ""));
  }

  @Test
  void whatIsDueIsRenewedOnceWithTheTokenOfTheJob() throws Exception {
    assertEquals(0, bed.step(), bed::log);
    RefreshBed.Ran first = bed.process("rolecall");
    bed.age("rolecall", -1, 600);
    RefreshBed.Ran renewed = bed.process("rolecall");
    assertEquals(new RefreshBed.Ran(0, renewed.out(), ""), renewed);
    assertNotEquals(first.out(), renewed.out());
    assertEquals(renewed, bed.process("rolecall"));
    assertEquals(2, bed.aws.calls(EXCHANGE).size());
    assertEquals(
        List.of("Deploy", "Deploy"),
        bed.aws.calls(EXCHANGE).stream()
            .map(call -> call.toString().contains("role/Deploy") ? "Deploy" : call.toString())
            .toList());
  }

  /** The image has no shell for the script of the profile. */
  @Test
  void aRoleChainInALaterStepOfTheActionStartsWithTheProfile() throws Exception {
    assertEquals(0, bed.step(), bed::log);
    var variables = new HashMap<>(bed.environment);
    variables.putAll(bed.exported());
    variables.put("INPUT_ROLE-TO-ASSUME", CHAINED);
    variables.put("INPUT_ROLE-CHAINING", "true");
    variables.remove("INPUT_REFRESH");
    assertEquals(0, bed.step(variables, Optional.empty()), bed::log);
    assertEquals(1, bed.aws.calls("AssumeRole").size(), bed::log);
    assertEquals(1, bed.aws.calls(EXCHANGE).size(), "the answer is from the cache");
    assertTrue(bed.log().contains("::AWS_PROFILE is rolecall, a profile of"), bed::log);
    bed.age("rolecall", -1, 600);
    assertEquals(0, bed.step(variables, Optional.empty()), bed::log);
    assertEquals(2, bed.aws.calls(EXCHANGE).size(), "the profile is renewed");
  }

  @Test
  void aRoleChainInALaterStepCanHaveAProfileOfItsOwn() throws Exception {
    assertEquals(0, bed.step(), bed::log);
    var variables = new HashMap<>(bed.environment);
    variables.putAll(bed.exported());
    variables.put("INPUT_ROLE-TO-ASSUME", CHAINED);
    variables.put("INPUT_ROLE-CHAINING", "true");
    variables.put("INPUT_AWS-PROFILE", "chained");
    variables.put("INPUT_OUTPUT-ENV-CREDENTIALS", "true");
    variables.remove("INPUT_REFRESH");
    assertEquals(0, bed.step(variables, Optional.empty()), bed::log);
    assertFalse(bed.log().contains("::warning"), bed::log);
    assertEquals("chained", bed.exported().get("AWS_PROFILE"));
    String keys = Files.readString(bed.made().resolve("credentials"));
    assertTrue(keys.contains("[chained]\naws_access_key_id = "), keys);
    assertTrue(keys.contains(bed.exported().get("AWS_ACCESS_KEY_ID")), keys);
  }

  @Test
  void aLaterStepThatKeepsTheCredentialsOfTheProfileWarnsOfNothing() throws Exception {
    assertEquals(0, bed.step(), bed::log);
    var variables = new HashMap<>(bed.environment);
    variables.putAll(bed.exported());
    variables.put("INPUT_USE-EXISTING-CREDENTIALS", "true");
    variables.remove("INPUT_REFRESH");
    assertEquals(0, bed.step(variables, Optional.empty()), bed::log);
    assertEquals(1, bed.aws.calls(EXCHANGE).size(), bed::log);
    assertFalse(bed.log().contains("::warning"), bed::log);
  }

  @Test
  void theScriptUnsetsWhatTheActionLeavesOut() throws Exception {
    assertEquals(0, bed.step(), bed::log);
    String script = Files.readString(bed.made().resolve("credential")).replace("\\\n", " ");
    String unset =
        script.lines().filter(line -> line.startsWith("  unset ")).findFirst().orElse("");
    assertEquals(
        RenewedProfile.UNSET, Set.of(unset.strip().substring("unset ".length()).split("\\s+", -1)));
  }

  @Test
  void aRefusedRenewalGivesTheLastKeysToTheirEndAndThePostStepSaysWhy() throws Exception {
    bed.environment.put("INPUT_DISABLE-RETRY", "true");
    assertEquals(0, bed.step(), bed::log);
    RefreshBed.Ran first = bed.process("rolecall");
    bed.aws.fault(EXCHANGE, Fault.error(403, "AccessDenied", "Not authorized"));
    bed.age("rolecall", -1, 600);
    RefreshBed.Ran old = bed.process("rolecall");
    assertAll(
        () -> assertEquals(0, old.exit()),
        () -> assertEquals(first.out(), old.out()),
        () -> assertTrue(old.err().contains("AccessDenied"), old::err));
    bed.age("rolecall", -900, -1);
    RefreshBed.Ran dead = bed.process("rolecall");
    assertAll(() -> assertEquals(1, dead.exit()), () -> assertEquals("", dead.out()));
    assertFalse(dead.err().isBlank());
    Path made = bed.made();
    assertEquals(0, bed.post(), bed::log);
    assertTrue(
        bed.log().contains("::Could not renew the credentials rolecall (1 attempt failed):%0A"),
        bed::log);
    assertTrue(bed.log().contains("AWS denied sts:AssumeRoleWithWebIdentity"), bed::log);
    assertFalse(Files.exists(made));
  }

  @Test
  void thePostStepTakesEverythingBack() throws Exception {
    assertEquals(0, bed.step(), bed::log);
    Path made = bed.made();
    assertEquals(0, bed.post(), bed::log);
    assertFalse(Files.exists(made));
    bed.exported().forEach((name, value) -> assertEquals("", value, name));
    assertFalse(bed.log().contains("::warning"), bed::log);
  }

  @Test
  void thePostStepFollowsNoLink() throws Exception {
    assertEquals(0, bed.step(), bed::log);
    Path made = bed.made();
    Path others = Files.createDirectories(folder.resolve("others"));
    Files.writeString(others.resolve("kept"), "");
    Files.createSymbolicLink(made.resolve("runtime/link"), others);
    Files.createSymbolicLink(made.resolve("cache-x.log"), others.resolve("kept"));
    assertEquals(0, bed.post(), bed::log);
    assertTrue(Files.exists(others.resolve("kept")));
    // A folder that replaced it does not belong to Rolecall.
    Files.createSymbolicLink(made, others);
    assertEquals(0, bed.post(), bed::log);
    assertTrue(Files.exists(others.resolve("kept")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"no-exec", "no-start", "no-file", "no-image", "no-token", "long-lived-keys"})
  void whereNothingRenewsThemLaterStepsGetKeysAndAWarning(String why) throws Exception {
    var runtime = Optional.of(new ImageRuntime(folder.resolve("image"), folder.resolve("root")));
    String expected =
        switch (why) {
          case "no-exec" -> {
            Files.delete(folder.resolve("root/lib64/ld-linux-x86-64.so.2"));
            Path java = folder.resolve("image/java/bin/java");
            Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rw-------"));
            yield "permission denied; the file system is probably mounted with noexec";
          }
          case "no-start" -> {
            bed.java("exit 7");
            yield "it ends with exit code 7";
          }
          case "no-file" -> {
            Files.delete(folder.resolve("image/rolecall.aot"));
            yield "cannot be copied to " + bed.temp + " and run there: NoSuchFileException";
          }
          case "no-image" -> {
            runtime = Optional.empty();
            yield "this is not the container action";
          }
          case "no-token" -> {
            bed.environment.keySet().removeIf(name -> name.startsWith("ACTIONS_ID_TOKEN"));
            bed.environment.put(
                "INPUT_WEB-IDENTITY-TOKEN", bed.aws.gitHubJob().idToken("sts.amazonaws.com"));
            yield "ACTIONS_ID_TOKEN_REQUEST_URL";
          }
          default -> {
            bed.environment.put(
                "INPUT_WEB-IDENTITY-TOKEN", bed.aws.gitHubJob().idToken("sts.amazonaws.com"));
            yield "Only the token of the job can be requested again";
          }
        };
    assertEquals(0, bed.step(bed.environment, runtime), bed::log);
    assertTrue(
        bed.log().contains("::warning title=Rolecall::The credentials will not be renewed: "),
        bed::log);
    assertTrue(bed.log().contains(expected), bed::log);
    assertTrue(
        bed.exported().get("AWS_ACCESS_KEY_ID").startsWith("ASIA"), bed.exported()::toString);
    assertEquals(null, bed.exported().get("AWS_CONFIG_FILE"));
    try (Stream<Path> left = Files.list(bed.temp)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void eachOfSeveralRolesHasAProfile() throws Exception {
    bed.environment.remove("INPUT_ROLE-TO-ASSUME");
    bed.environment.put(
        "INPUT_ROLES",
        """
        - {name: staging, role-to-assume: 'arn:aws:iam::111122223333:role/Deploy'}
        - name: production
          role-to-assume: arn:aws:iam::111122223333:role/Deploy
          environment-prefix: PROD_
          aws-region: us-east-1
        """);
    assertEquals(0, bed.step(), bed::log);
    assertEquals("production", bed.exported().get("PROD_AWS_PROFILE"));
    assertEquals("us-east-1", bed.exported().get("PROD_AWS_REGION"));
    assertEquals(null, bed.exported().get("AWS_PROFILE"));
    assertNotEquals(bed.process("staging").out(), bed.process("production").out());
    bed.age("production", -1, 600);
    assertEquals("", bed.process("production").err());
    assertEquals(3, bed.aws.calls(EXCHANGE).size());
    assertEquals(0, bed.post(), bed::log);
    assertEquals("", bed.exported().get("PROD_AWS_PROFILE"));
  }

  /** The renewal would fail if it sent the tags that STS refused in this step. */
  @Test
  void aChainWhoseTagsWereDroppedIsRenewedWithoutThem() throws Exception {
    bed.close();
    Path other = Files.createDirectory(folder.resolve("other"));
    bed = new RefreshBed(other, FakeAws.start(World.standard().withPackedSizeLimit(180)));
    bed.environment.put("INPUT_ROLE-TO-ASSUME", DEPLOY + "\n" + CHAINED);
    bed.environment.put("INPUT_CUSTOM-TAGS", "{\"Team\": \"payments\"}");
    assertEquals(0, bed.step(), bed::log);
    assertTrue(bed.log().contains("Retrying without the tags"), bed::log);
    Map<String, String> accepted = lastTags();
    assertTrue(accepted.containsValue("Team"), accepted::toString);
    bed.age("rolecall", -1, 600);
    RefreshBed.Ran renewed = bed.process("rolecall");
    assertEquals(new RefreshBed.Ran(0, renewed.out(), ""), renewed);
    assertEquals(accepted, lastTags());
  }

  @Test
  void aChainIsRenewedWithTheTagsOfTheStep() throws Exception {
    bed.environment.put("INPUT_ROLE-TO-ASSUME", DEPLOY + "\n" + CHAINED);
    assertEquals(0, bed.step(), bed::log);
    Map<String, String> accepted = lastTags();
    assertTrue(accepted.containsValue("GitHub"), accepted::toString);
    bed.age("rolecall", -1, 600);
    bed.environment.put("GITHUB_ACTION", "another");
    assertEquals("", bed.process("rolecall").err());
    assertEquals(2, bed.aws.calls("AssumeRole").size());
    assertEquals(accepted, lastTags());
  }

  private Map<String, String> lastTags() {
    List<Call> calls = bed.aws.calls("AssumeRole");
    var tags = new TreeMap<>(calls.get(calls.size() - 1).parameters());
    tags.keySet().removeIf(name -> !name.startsWith("Tags.") && !name.startsWith("Transitive"));
    return tags;
  }

  /** Mounting a small file system requires root, which CI must have. */
  @Test
  void aFullDiskLeavesTheCacheWholeAndTheReasonIsPrinted() throws Exception {
    Path small = Files.createDirectory(folder.resolve("small"));
    Path disk = Files.createDirectory(small.resolve("runner's temp"));
    boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()) == 0;
    assertTrue(mounted || !"true".equals(System.getenv("CI")), "CI has to be root");
    assumeTrue(mounted, "this needs root");
    try (var full = new RefreshBed(small, FakeAws.start())) {
      assertEquals(0, full.step(), full::log);
      RefreshBed.Ran first = full.process("rolecall");
      full.age("rolecall", -1, 600);
      Path cache = full.made().resolve("cache-rolecall");
      String before = Files.readString(cache);
      run("sh", "-c", "cat /dev/zero >\"$1/filler\" 2>&-", "sh", disk.toString());
      RefreshBed.Ran renewed = full.process("rolecall");
      assertAll(
          () -> assertEquals(0, renewed.exit(), renewed::toString),
          () -> assertTrue(renewed.out().startsWith("{\"Version\":1,"), renewed::out),
          () -> assertTrue(renewed.err().contains("has no free space"), renewed::err),
          () -> assertEquals(before, Files.readString(cache)));
      Files.delete(disk.resolve("filler"));
      RefreshBed.Ran later = full.process("rolecall");
      assertEquals(new RefreshBed.Ran(0, later.out(), ""), later);
      assertNotEquals(first.out(), later.out());
      assertEquals(later, full.process("rolecall"));
    } finally {
      assertEquals(0, run("umount", disk.toString()));
    }
  }

  private static int run(String... words) throws Exception {
    return new ProcessBuilder(words).redirectErrorStream(true).start().waitFor();
  }

  @Test
  void aSecondStepAddsItsProfileToTheFolderOfTheFirst() throws Exception {
    bed.environment.put("INPUT_AWS-PROFILE", "first");
    assertEquals(0, bed.step(), bed::log);
    Path made = bed.made();
    assertEquals(null, bed.exported().get("AWS_PROFILE"), "as aws-profile without refresh");
    bed.environment.putAll(bed.exported());
    bed.environment.put("INPUT_AWS-PROFILE", "second");
    assertEquals(0, bed.step(), bed::log);
    assertEquals(made, bed.made());
    assertNotEquals(bed.process("first").out(), bed.process("second").out());
    // A profile is not replaced unless the user asks for it.
    assertEquals(1, bed.step(), bed::log);
    assertTrue(bed.log().contains("profile-exists"), bed::log);
  }

  @Test
  void aRequestTokenThatEndsBeforeTheJobMayIsAWarning() throws Exception {
    String payload =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"iat\":1000000000,\"exp\":1000003600}".getBytes(UTF_8));
    bed.environment.put("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "e30." + payload + ".c2ln");
    bed.environment.put(
        "INPUT_WEB-IDENTITY-TOKEN", bed.aws.gitHubJob().idToken("sts.amazonaws.com"));
    assertEquals(0, bed.step(), bed::log);
    assertTrue(
        bed.log().contains("GitHub issues tokens to this job until 2001-09-09T02:46:40Z"),
        bed::log);
  }
}
