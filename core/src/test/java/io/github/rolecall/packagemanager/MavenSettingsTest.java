package io.github.rolecall.packagemanager;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MavenSettingsTest {
  private static final RepositoryLogin LOGIN = Logins.to(PackageTool.MAVEN);

  private static final String SERVER =
      """
          <server>
            <id>acme-shared</id>
            <username>aws</username>
            <password>%s</password>
          </server>
      """
          .formatted(Logins.TOKEN);

  private static String with(String text) {
    return new MavenSettings("settings.xml", text).with(LOGIN);
  }

  @Test
  void aNewFileHasTheServer() {
    String expected =
        "<settings xmlns=\"http://maven.apache.org/SETTINGS/1.0.0\">\n  <servers>\n"
            + SERVER
            + "  </servers>\n</settings>\n";
    assertEquals(expected, with(""));
    assertEquals(expected, with(expected));
    assertEquals(expected, with(expected.replace(Logins.TOKEN, "old")));
  }

  @Test
  void everythingElseStays() {
    String before =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- <servers> of nobody -->
        <settings>
          <localRepository>/r</localRepository>
          <servers>
            <!-- mine -->
            <server><id>other</id><password>a&amp;b</password></server>
          </servers>
          <profiles><profile><id>p</id></profile></profiles>
        </settings>
        """;
    assertEquals(before.replace("  </servers>", SERVER + "  </servers>"), with(before));
    String windows = before.replace("\n", "\r\n").stripTrailing();
    assertEquals(with(before).replace("\n", "\r\n").stripTrailing(), with(windows));
  }

  @Test
  void aServerKeepsItsOtherSettings() {
    assertEquals(
        "<settings><servers><server><password>%s</password><!-- x --><id> acme-shared </id><configuration><a/></configuration>\n<username>aws</username>\n</server></servers></settings>"
            .formatted(Logins.TOKEN),
        with("<settings><servers><server><password>${env.CODEARTIFACT_AUTH_TOKEN}</password><!-- x --><id> acme-shared </id><configuration><a/></configuration></server></servers></settings>")
            .replace("\n  <username>", "\n<username>"));
  }

  @Test
  void anEmptyElementIsOpened() {
    String expected = "<settings>\n  <servers>\n" + SERVER + "  </servers>\n</settings>";
    assertEquals(expected, with("<settings/>"));
    assertEquals(expected, with("<settings>\n  <servers />\n</settings>"));
    assertEquals(expected, with("<settings></settings>"));
    assertEquals(
        expected.replace("  ", "\t"), with("<settings>\n\t<servers>\n\t</servers>\n</settings>"));
  }

  @Test
  void theUserMayNameTheServer() {
    var named =
        new RepositoryLogin(
            "acme",
            "shared",
            LOGIN.endpoint(),
            LOGIN.token(),
            Optional.empty(),
            Optional.of("releases"));
    assertEquals(
        "<settings>\n  <servers>\n"
            + SERVER.replace("acme-shared", "releases")
            + "  </servers>\n</settings>",
        new MavenSettings("settings.xml", "<settings/>").with(named));
  }

  @Test
  void aServerThatStandsTwiceHasTheTokenTwice() {
    String twice = "<settings>\n  <servers>\n" + SERVER + SERVER + "  </servers>\n</settings>\n";
    assertEquals(twice, with(twice.replace(Logins.TOKEN, "old")));
  }

  /** Two servers with one id would be an error in Maven. */
  @Test
  void theIdMayBeWrittenInEveryWayOfXml() {
    for (String id :
        new String[] {
          "<![CDATA[acme-shared]]>",
          "<!-- new -->acme-<![CDATA[shared]]>",
          "acme&#45;shared",
          "acme&#x2d;shared",
        }) {
      String text =
          "<settings><servers><server><id>%s</id><username>aws</username><password>old</password></server></servers></settings>"
              .formatted(id);
      assertEquals(text.replace("old", Logins.TOKEN), with(text));
    }
  }
}
