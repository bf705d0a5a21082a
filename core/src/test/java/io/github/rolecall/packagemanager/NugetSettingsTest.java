package io.github.rolecall.packagemanager;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NugetSettingsTest {
  private static final String URL = "https://" + Logins.HOST + "/nuget/shared/v3/index.json";
  private static final String PUBLIC =
      "    <add key=\"nuget.org\" value=\"https://api.nuget.org/v3/index.json\" protocolVersion=\"3\" />\n";
  private static final String SOURCE = "    <add key=\"acme/shared\" value=\"" + URL + "\" />\n";
  private static final String CREDENTIALS =
      """
          <acme_x002F_shared>
            <add key="Username" value="aws" />
            <add key="ClearTextPassword" value="%s" />
          </acme_x002F_shared>
      """
          .formatted(Logins.TOKEN);

  private static String with(String text) {
    return new NugetSettings("NuGet.Config", text).with(Logins.to(PackageTool.NUGET));
  }

  private static String file(String sources, String credentials) {
    return "<configuration>\n  <packageSources>\n"
        + sources
        + "  </packageSources>\n  <packageSourceCredentials>\n"
        + credentials
        + "  </packageSourceCredentials>\n</configuration>\n";
  }

  @Test
  void aNewFileKeepsThePublicSource() {
    String expected =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + file(PUBLIC + SOURCE, CREDENTIALS);
    assertEquals(expected, with(""));
    assertEquals(expected, with(expected));
    assertEquals(expected, with(expected.replace(Logins.TOKEN, "old")));
  }

  @Test
  void everythingElseStays() {
    String before =
        "<configuration>\n  <!-- mine -->\n  <packageSources>\n    <clear />\n  </packageSources>\n"
            + "  <disabledPackageSources />\n</configuration>";
    assertEquals(
        "<configuration>\n  <!-- mine -->\n  <packageSources>\n    <clear />\n"
            + SOURCE
            + "  </packageSources>\n  <disabledPackageSources />\n  <packageSourceCredentials>\n"
            + CREDENTIALS
            + "  </packageSourceCredentials>\n</configuration>",
        with(before));
  }

  @Test
  void aSourceWithTheSameAddressKeepsItsName() {
    String mine = SOURCE.replace("acme/shared", "My Feed");
    assertEquals(
        file(mine, CREDENTIALS.replace("acme_x002F_shared", "My_x0020_Feed")),
        with(file(mine, "")));
  }

  @Test
  void aSourceWithTheSameNameGetsTheAddress() {
    assertEquals(
        file(
            SOURCE.replace("acme/shared", "Acme/Shared"),
            CREDENTIALS.replace("acme_x002F_shared", "Acme_x002F_Shared")),
        with(file("    <add key=\"Acme/Shared\" value=\"https://old.example/\" />\n", "")));
  }

  @Test
  void anEncryptedPasswordIsReplaced() {
    String before =
        """
            <Acme_x002F_Shared>
              <add key="Username" value="me" />
              <add key="Password" value="AQAAANCM" />
              <add key="ValidAuthenticationTypes" value="basic" />
            </Acme_x002F_Shared>
            <other><add key="Password" value="kept" /></other>
        """;
    String after =
        """
            <Acme_x002F_Shared>
              <add key="ValidAuthenticationTypes" value="basic" />
              <add key="Username" value="aws" />
              <add key="ClearTextPassword" value="%s" />
            </Acme_x002F_Shared>
            <other><add key="Password" value="kept" /></other>
        """
            .formatted(Logins.TOKEN);
    assertEquals(file(SOURCE, after), with(file(SOURCE, before)));
    String empty = CREDENTIALS.replaceFirst("(?s)<acme_x002F_shared>.*", "<acme_x002F_shared />\n");
    assertEquals(file(SOURCE, CREDENTIALS), with(file(SOURCE, empty)));
  }

  @ParameterizedTest
  @CsvSource({
    "acme/shared, acme_x002F_shared",
    "acme/a.b-c_d, acme_x002F_a.b-c_d",
    "acme/_x002F_, acme_x002F__x005F_x002F_",
    "My Feed, My_x0020_Feed",
    "1st, _x0031_st"
  })
  void namesOfElementsAreThoseOfNuGet(String source, String element) {
    assertEquals(element, NugetSettings.elementName(source));
  }
}
