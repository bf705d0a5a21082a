package io.github.rolecall.packagemanager;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rolecall.model.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NpmSettingsTest {
  private static final RepositoryLogin LOGIN = Logins.to(PackageTool.NPM);
  private static final String REGISTRY = "registry=https://" + Logins.HOST + "/npm/shared/";
  private static final String KEY = "//" + Logins.HOST + "/npm/shared/:_authToken";
  private static final String AUTH = KEY + "=" + Logins.TOKEN;

  private static String with(String text) {
    return new NpmSettings(text).with(LOGIN);
  }

  @Test
  void aNewFileHasTheRegistryAndTheToken() {
    assertEquals(REGISTRY + "\n" + AUTH + "\n", with(""));
  }

  @Test
  void aScopeHasARegistryOfItsOwn() {
    var scoped =
        new RepositoryLogin(
            "acme",
            "shared",
            LOGIN.endpoint(),
            LOGIN.token(),
            Optional.of("@acme"),
            Optional.empty());
    assertEquals(
        "registry=https://registry.npmjs.org/\n@acme:" + REGISTRY + "\n" + AUTH + "\n",
        new NpmSettings("registry=https://registry.npmjs.org/").with(scoped));
  }

  @Test
  void everythingElseStays() {
    String before =
        "; mine\r\n\r\n  save-exact = true\r\n# registry=no\r\nca[]=\"a\"\r\nca[]=\"b\"\r\n"
            + "//other.example/:_authToken=${NPM_TOKEN}\r\n\r\n[section]\r\nregistry=kept";
    assertEquals(
        before.replace("${NPM_TOKEN}\r\n", "${NPM_TOKEN}\r\n" + REGISTRY + "\r\n" + AUTH + "\r\n"),
        with(before));
  }

  @Test
  void anEarlierLoginIsReplacedWhereItStands() {
    assertEquals(
        "a=1\n" + REGISTRY + "\nb=2\n" + AUTH + "\nc=3\n",
        with("a=1\n \"registry\" = https://old.example/ ; was\nb=2\n" + KEY + " = old\nc=3\n"));
  }

  @Test
  void aKeyThatStandsTwiceStandsOnce() {
    assertEquals(
        "a=1\nb=2\n" + REGISTRY + "\nc=3\n" + AUTH + "\n",
        with("registry=1\na=1\n'registry'=2\nb=2\nregistry\nc=3\n" + KEY + "=4\n" + KEY + "="));
  }

  @Test
  void theSameLoginAgainChangesNothing() {
    String once = with("\uFEFFa=1\n\n\n");
    assertEquals("\uFEFFa=1\n" + REGISTRY + "\n" + AUTH + "\n\n\n", once);
    assertEquals(once, with(once));
  }

  @Test
  void aTokenThatNpmWouldCutIsQuoted() {
    var odd =
        new RepositoryLogin(
            "acme",
            "shared",
            LOGIN.endpoint(),
            new Secret("a=b;c#d\"e"),
            Optional.empty(),
            Optional.empty());
    assertEquals(REGISTRY + "\n" + KEY + "=\"a=b;c#d\\\"e\"\n", new NpmSettings("").with(odd));
  }
}
