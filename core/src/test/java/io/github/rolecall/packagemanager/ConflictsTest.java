package io.github.rolecall.packagemanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Host;
import io.github.rolecall.host.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that a tool uses instead of a login. */
class ConflictsTest {
  private static final String NPM = "https://" + Logins.HOST + "/npm/shared";
  private static final String NUGET = "https://" + Logins.HOST + "/nuget/shared/v3/index.json";

  @TempDir Path folder;

  /** Logs in, and returns what the tool uses instead. */
  private List<String> conflicts(PackageTool tool, Map<String, String> environment) {
    Path project = folder.resolve("project/module");
    Host host = TestHost.at(folder, environment).unattended(environment, project);
    var file = new LoginFile(tool, host);
    file.write(Logins.to(tool));
    return file.conflicts(Logins.to(tool));
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void assertOne(List<String> conflicts, String... parts) {
    assertEquals(1, conflicts.size(), conflicts::toString);
    for (String part : parts) {
      assertTrue(conflicts.get(0).contains(part), part + " in " + conflicts);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNewFileHasNone(PackageTool tool) {
    assertEquals(List.of(), conflicts(tool, Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "NPM, npm_config_registry",
    "NPM, NPM_CONFIG_REGISTRY",
    "PIP, PIP_INDEX_URL",
    "TWINE, TWINE_REPOSITORY_URL",
    "TWINE, TWINE_USERNAME",
    "TWINE, TWINE_PASSWORD"
  })
  void aVariableIsNamedWithoutItsValue(PackageTool tool, String name) {
    List<String> conflicts = conflicts(tool, Map.of(name, "https://user:hidden@example.com/"));
    assertOne(conflicts, name + " is set", "Unset it.");
    assertFalse(conflicts.get(0).contains("hidden"), conflicts::toString);
    assertEquals(List.of(), conflicts(tool, Map.of(name, " ")));
  }

  @Test
  void aVariableWithTheSameAddressIsNone() {
    assertEquals(List.of(), conflicts(PackageTool.NPM, Map.of("npm_config_registry", NPM)));
    assertEquals(List.of(), conflicts(PackageTool.NPM, Map.of("npm_config_registry", NPM + "/")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"registry=https://other/", "\"registry\" = \"https://other/\""})
  void theProjectOfNpmHasPrecedence(String entry) throws IOException {
    write("project/package.json", "{}");
    write("project/.npmrc", "# comment\n" + entry + "\n");
    assertOne(
        conflicts(PackageTool.NPM, Map.of()),
        folder.resolve("project/.npmrc") + " sets registry",
        "set it to " + NPM + "/");
  }

  @Test
  void anOldTokenInTheProjectOfNpmHasPrecedence() throws IOException {
    write("project/package.json", "{}");
    write(
        "project/.npmrc",
        "registry=" + NPM + "\n//" + Logins.HOST + "/npm/shared/:_authToken=hidden\n");
    List<String> conflicts = conflicts(PackageTool.NPM, Map.of());
    assertOne(conflicts, "has a token for this repository");
    assertFalse(conflicts.get(0).contains("hidden"), conflicts::toString);
  }

  @Test
  void aFileOfNpmOutsideTheProjectIsNotRead() throws IOException {
    write("project/.npmrc", "registry=https://other/\n");
    write("project/module/package.json", "{}");
    assertEquals(List.of(), conflicts(PackageTool.NPM, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"install", "download", "wheel"})
  void theIndexOfACommandOfPipHasPrecedence(String command) throws IOException {
    write(".config/pip/pip.conf", "[" + command + "]\nindex_url = https://hidden/\n");
    List<String> conflicts = conflicts(PackageTool.PIP, Map.of());
    assertOne(conflicts, "[" + command + "]", "pip " + command + " uses instead");
    assertFalse(conflicts.get(0).contains("hidden"), conflicts::toString);
  }

  @Test
  void theIndexOfAnotherCommandOfPipIsNone() throws IOException {
    write(".config/pip/pip.conf", "[list]\nindex-url = https://other/\n");
    assertEquals(List.of(), conflicts(PackageTool.PIP, Map.of()));
  }

  @ParameterizedTest
  @CsvSource({"*", "'*,!other'", "external:*", "'central, acme-shared'"})
  void aMirrorOfMavenReplacesTheRepository(String mirrorOf) throws IOException {
    write(".m2/settings.xml", mirror("corp", mirrorOf));
    assertOne(
        conflicts(PackageTool.MAVEN, Map.of()), "The mirror corp", ",!acme-shared", "--server-id");
  }

  @ParameterizedTest
  @CsvSource({"corp, '*,!acme-shared'", "corp, central", "acme-shared, *"})
  void otherMirrorsOfMavenAreNone(String id, String mirrorOf) throws IOException {
    write(".m2/settings.xml", mirror(id, mirrorOf));
    assertEquals(List.of(), conflicts(PackageTool.MAVEN, Map.of()));
  }

  private static String mirror(String id, String mirrorOf) {
    return """
        <settings>
          <mirrors>
            <mirror><id>%s</id><mirrorOf>%s</mirrorOf><url>https://example.com/</url></mirror>
          </mirrors>
        </settings>
        """
        .formatted(id, mirrorOf);
  }

  private static String nuget(String more) {
    return "<configuration>%s<packageSources><add key=\"mine\" value=\"%s\"/></packageSources></configuration>"
        .formatted(more, NUGET);
  }

  @ParameterizedTest
  @CsvSource({
    "<disabledPackageSources><add key='mine' value='true'/></disabledPackageSources>, is disabled",
    "<packageSourceMapping><packageSource key='x'/></packageSourceMapping>, No package is mapped"
  })
  void aSourceOfNuGetThatIsNotUsed(String more, String expected) throws IOException {
    write(".nuget/NuGet/NuGet.Config", nuget(more.replace('\'', '"')));
    assertOne(conflicts(PackageTool.DOTNET, Map.of()), "source mine", expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<disabledPackageSources><add key=\"mine\" value=\"false\"/></disabledPackageSources>",
        "<disabledPackageSources><add key=\"x\" value=\"true\"/></disabledPackageSources>",
        "<packageSourceMapping><packageSource key=\"mine\"/></packageSourceMapping>"
      })
  void aSourceOfNuGetThatIsUsed(String more) throws IOException {
    write(".nuget/NuGet/NuGet.Config", nuget(more));
    assertEquals(List.of(), conflicts(PackageTool.DOTNET, Map.of()));
  }

  @Test
  void aProjectOfNuGetMayRemoveTheSources() throws IOException {
    String sources =
        "<configuration><packageSources><clear/><add key=\"%s\" value=\"x\"/></packageSources></configuration>";
    write("project/nuget.config", sources.formatted("other"));
    assertOne(
        conflicts(PackageTool.DOTNET, Map.of()),
        folder.resolve("project/nuget.config").toString(),
        "Add the source acme/shared with the value " + NUGET);
    write("project/nuget.config", sources.formatted("acme/shared"));
    assertEquals(List.of(), conflicts(PackageTool.DOTNET, Map.of()));
    write("project/nuget.config", "no XML");
    assertEquals(List.of(), conflicts(PackageTool.DOTNET, Map.of()));
  }
}
