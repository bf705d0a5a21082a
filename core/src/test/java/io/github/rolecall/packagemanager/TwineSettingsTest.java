package io.github.rolecall.packagemanager;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TwineSettingsTest {
  private static final String SECTION =
      "[codeartifact]\nrepository = https://%s/pypi/shared/\nusername = aws\npassword = %s\n"
          .formatted(Logins.HOST, Logins.TOKEN);

  private static String with(String text) {
    return new TwineSettings(".pypirc", text).with(Logins.to(PackageTool.TWINE));
  }

  @Test
  void aNewFileListsThePublicServerToo() {
    assertEquals(
        "[distutils]\nindex-servers =\n    pypi\n    codeartifact\n\n" + SECTION, with(""));
  }

  @Test
  void theListGetsOneMoreServer() {
    String before =
        "; mine\n[distutils]\nindex-servers=\n  pypi\n  other\n\n[pypi]\nusername: __token__\n"
            + "password: pypi-secret\n# of the other\n[other]\nrepository: https://other/";
    assertEquals(
        before.replace("  other\n", "  other\n  codeartifact\n") + "\n\n" + SECTION, with(before));
  }

  @Test
  void aListOnOneLineIsAListToo() {
    assertEquals(
        "[distutils]\nindex-servers = pypi other\n    codeartifact\n\n" + SECTION,
        with("[distutils]\nindex-servers = pypi other"));
    String listed = "[distutils]\nindex-servers = pypi codeartifact\n\n";
    assertEquals(listed + SECTION, with(listed));
  }

  @Test
  void serversWithoutAListAreListed() {
    assertEquals(
        "[testpypi]\nusername = me\n\n[distutils]\nindex-servers =\n    pypi\n    testpypi\n"
            + "    codeartifact\n\n"
            + SECTION,
        with("[testpypi]\nusername = me\n"));
  }

  @Test
  void anEarlierLoginIsReplacedWhereItStands() {
    assertEquals(
        "[codeartifact]\n# mine\nusername = aws\nca_cert = ca.pem\npassword = "
            + Logins.TOKEN
            + "\nrepository = https://"
            + Logins.HOST
            + "/pypi/shared/\n[distutils]\nindex-servers =\n    codeartifact\n",
        with(
            """
            [codeartifact]
            # mine
            username: other
            ca_cert = ca.pem
            password: old
                more
            [distutils]
            index-servers =
                codeartifact
            """));
  }

  @Test
  void theSameLoginAgainChangesNothing() {
    String once = with("\r\n[distutils]\r\nindex-servers =\r\n\tpypi\r\n\r\n");
    assertEquals(
        "\r\n[distutils]\r\nindex-servers =\r\n\tpypi\r\n\tcodeartifact\r\n\r\n"
            + SECTION.replace("\n", "\r\n"),
        once);
    assertEquals(once, with(once));
  }
}
