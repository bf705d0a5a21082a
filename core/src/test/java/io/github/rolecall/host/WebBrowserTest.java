package io.github.rolecall.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests which program opens a page, and that no shell evaluates its address. */
class WebBrowserTest {
  private static final String PAGE = "https://x.example/?a=1&b=$(touch evil);c";

  @TempDir Path folder;

  private static List<List<String>> commands(String system, Map<String, String> environment) {
    return new WebBrowser(TestHost.of(environment), system).commands(PAGE);
  }

  @Test
  void isTheOneOfTheSystem() {
    assertEquals(List.of(List.of("open", PAGE)), commands("Mac OS X", Map.of()));
    assertEquals(
        List.of(List.of("rundll32", "url.dll,FileProtocolHandler", PAGE)),
        commands("Windows 11", Map.of()));
    assertEquals(
        List.of("xdg-open", PAGE), commands("Linux", Map.of("WAYLAND_DISPLAY", "w")).get(0));
    assertEquals(List.of(), commands("Linux", Map.of()), "no screen, no browser");
  }

  @Test
  void isTheOneThatTheUserNames() {
    assertEquals(
        List.of(List.of("firefox", "--new-tab", PAGE), List.of("w3m", PAGE, "-x")),
        commands("Linux", Map.of("BROWSER", "firefox --new-tab:w3m %s -x")));
  }

  @Test
  void getsTheAddressAsItIs() throws IOException {
    Path said = folder.resolve("said");
    Path program = Programs.script(folder, "browser", "printf '%s' \"$1\" > '" + said + "'");
    Host host = TestHost.of(Map.of("BROWSER", "/nowhere/x:" + program, "PATH", "/usr/bin:/bin"));
    assertTrue(new WebBrowser(host).open(PAGE));
    assertEquals(PAGE, Files.readString(said));
    assertFalse(Files.exists(folder.resolve("evil")));
  }

  @Test
  void saysThatNoneCouldBeOpened() {
    Path failing = Programs.script(folder, "failing", "exit 3");
    assertFalse(new WebBrowser(TestHost.of(Map.of("BROWSER", failing.toString()))).open(PAGE));
    assertFalse(new WebBrowser(TestHost.of(Map.of("BROWSER", "/nowhere/x"))).open(PAGE));
  }
}
