package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Builds that write a profile, and what other builds and executions find there. */
@Tag("long")
class FileIT {
  private static final Path PROJECT = Path.of("src", "it", "one-command");
  private static final String ROLE = " is arn:aws:sts::111122223333:assumed-role/Deploy/";
  private static final String OTHER = " is arn:aws:sts::444455556666:assumed-role/Other/";

  private final FakeAws aws = FakeAws.start();

  @AfterEach
  void stop() {
    aws.close();
  }

  private Workspace.Ended run(Workspace workspace, String version, String... options)
      throws Exception {
    var arguments = new ArrayList<>(List.of(options));
    arguments.add("-Dcredentials.export=file");
    return workspace.run(
        Mvn.of(version, arguments.toArray(String[]::new)), aws.gitHubJob().environment());
  }

  /** The user's own settings stay as they are, or there are none. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theBuildAfterAKilledOneRestoresNothingOfIt(boolean before) throws Exception {
    Workspace workspace = Workspace.with("file-killed-" + before, PROJECT);
    Path folder = Files.createDirectories(workspace.home().resolve(".aws"));
    Map<String, String> own =
        before
            ? Map.of(
                "credentials", "# mine\n[dev]\naws_access_key_id = AKIAIOSFODNN7ROLECAL\n",
                "config", "[profile dev]\nregion = ap-south-1\n")
            : Map.of();
    for (var file : own.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    Files.writeString(workspace.project().resolve("kill.sh"), "kill -KILL \"$PPID\"\nsleep 5\n");

    Workspace.Ended killed = run(workspace, Mvn.three(), "package", "-Dscript=kill.sh");
    List<String> dead = aws.secrets();
    Map<String, String> left = texts(folder);
    Workspace.Ended next = run(workspace, Mvn.three(), "package");

    assertAll(
        () -> assertTrue(killed.exitCode() != 0, killed.output()),
        () ->
            assertTrue(dead.stream().anyMatch(left.get("credentials")::contains), "it was killed"),
        () -> assertTrue(left.get("config").contains("us-east-1"), left.get("config")),
        () -> assertEquals(0, next.exitCode(), next.output()),
        () -> assertTrue(next.output().contains("command" + ROLE), next.output()),
        () -> assertEquals(own, texts(folder)));
  }

  /** The files that say something. */
  private static Map<String, String> texts(Path folder) throws IOException {
    var texts = new HashMap<String, String>();
    for (String name : List.of("credentials", "config")) {
      Path file = folder.resolve(name);
      if (Files.exists(file) && !Files.readString(file).isBlank()) {
        texts.put(name, Files.readString(file));
      }
    }
    return texts;
  }

  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void aBuildInsideAnotherUsesTheProfileOfThat(String version) throws Exception {
    Workspace workspace = Workspace.with("file-nested-" + version, PROJECT);
    Files.writeString(
        workspace.project().resolve("nested.sh"),
        """
        cp "$HOME/.aws/credentials" outer.txt
        %s -B -ntp %s package -Dcredentials.export=file -Dscript=inner.sh || exit 1
        cmp "$HOME/.aws/credentials" outer.txt && sh who.sh outer
        """
            .formatted(Mvn.of(version).script(), String.join(" ", Mvn.of(version).local())));
    Files.writeString(
        workspace.project().resolve("inner.sh"),
        "cmp \"$HOME/.aws/credentials\" outer.txt && sh who.sh inner\n");

    Workspace.Ended build = run(workspace, version, "package", "-Dscript=nested.sh");

    String seen = build.output();
    assertAll(
        () -> assertEquals(0, build.exitCode(), seen),
        () -> assertTrue(seen.contains("inner" + ROLE), seen),
        () -> assertTrue(seen.contains("outer" + ROLE), seen),
        () -> assertFalse(Files.exists(workspace.home().resolve(".aws")), "at the end"));
  }

  /** The command runs after each of them. */
  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void twoExecutionsForAllGoalsDoNotClash(String version) throws Exception {
    Workspace workspace = Workspace.with("file-two-" + version, PROJECT);
    Path pom = workspace.project().resolve("pom.xml");
    Files.writeString(
        pom,
        Files.readString(pom)
            .replace(
                "          </execution>\n        </executions>\n      </plugin>\n      <plugin>\n"
                    + "        <groupId>org.codehaus.mojo",
                """
                          </execution>
                          <execution>
                            <id>second</id>
                            <phase>verify</phase>
                            <goals><goal>assume</goal></goals>
                            <configuration>
                              <roleToAssume>arn:aws:iam::444455556666:role/Other</roleToAssume>
                              <awsRegion>eu-west-1</awsRegion>
                            </configuration>
                          </execution>
                        </executions>
                      </plugin>
                      <plugin>
                        <groupId>org.codehaus.mojo"""));
    assertTrue(Files.readString(pom).contains("<id>second</id>"));

    Workspace.Ended build = run(workspace, version, "verify", "exec:exec@command");

    String seen = build.output();
    assertAll(
        () -> assertEquals(0, build.exitCode(), seen),
        () -> assertTrue(seen.contains("command" + ROLE), seen),
        () -> assertTrue(seen.contains("command" + OTHER), seen),
        () -> assertTrue(seen.contains("Goals get the name of the profile second"), seen),
        () -> assertEquals(List.of(), workspace.filesWith(aws.secrets())),
        () -> assertFalse(Files.exists(workspace.home().resolve(".aws")), "at the end"));
  }
}
