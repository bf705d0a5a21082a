package io.github.rolecall.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.policy.job.Jobs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the program of the build that writes the page as one file. */
class PageFileTest {
  private static final String HEAD =
      "<!doctype html><meta charset=\"utf-8\"><link rel=\"stylesheet\" href=\"page.css\">";
  private static final String SCRIPTS =
      "<script src=\"rolecall.js\"></script><script src=\"page.js\"></script>";

  private static final String CLASSES = System.getProperty("java.class.path");

  @TempDir private static Path classes;
  @TempDir private Path folder;

  /** The build runs the source; to compile it once is faster. */
  @BeforeAll
  static void compile() {
    String source = Path.of("src", "generator", "java", "PageFile.java").toString();
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", CLASSES, "-d", classes.toString(), source));
  }

  @BeforeEach
  void writeSources() throws IOException {
    write("page.html", HEAD + "<a href=\"https://example.com\">x</a>" + SCRIPTS);
    write("page.css", "a{color:red}");
    write("page.js", "'use strict';");
    write("rolecall.js", "exports.answer = () => '';");
  }

  @Test
  void onlyWhatTheFileContainsMayRun() throws Exception {
    assertEquals("", problem());
    String page = Files.readString(folder.resolve("out.html"));
    assertEquals(
        "default-src 'none'; base-uri 'none'; form-action 'none'; style-src "
            + hashes(page, "style")
            + "; script-src "
            + hashes(page, "script"),
        only("<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\">", page).get(0));
    assertEquals(2, only("<script>(.*?)</script>", page).size());
    assertFalse(page.contains(" src="));
    // It stands before everything that it is about.
    assertTrue(page.indexOf("Content-Security-Policy") < page.indexOf("<style>"));
  }

  @Test
  void whatWouldLoadSomethingIsRefused() throws Exception {
    for (String element :
        List.of(
            "<img src=\"https://example.com/x.png\">",
            "<link rel=\"preconnect\" href=\"https://example.com\">",
            "<form action=\"https://example.com\">",
            "<video\nposter=\"x.png\">",
            "<IMG SRC=x.png>",
            "<img srcset='x.png 2x'>",
            "<a ping=\"https://example.com\" href=\"https://example.com\">",
            "<meta http-equiv=\"refresh\" content=\"0;url=https://example.com\">",
            "<script src=\"other/page.js\"></script>")) {
      write("page.html", HEAD + element + SCRIPTS);
      assertTrue(problem().contains("page.html would load something"), element);
    }
  }

  @Test
  void aScriptThatEndsItsElementIsRefused() throws Exception {
    write("page.js", "'</script>'");
    assertTrue(problem().contains("page.js would end its element"));
    write("page.js", "'</SCRIPT >'");
    assertTrue(problem().contains("page.js would end its element"));
    write("page.js", "");
    write("page.css", "</style>");
    assertTrue(problem().contains("page.css would end its element"));
  }

  @Test
  void aPageWithoutCharsetStyleOrScriptIsRefused() throws Exception {
    write("page.html", HEAD.replace("utf-8", "latin1") + SCRIPTS);
    assertTrue(problem().contains("does not begin with its charset"));
    write("page.html", "<meta charset=\"utf-8\">" + SCRIPTS);
    assertTrue(problem().contains("the page has no style"));
    write("page.html", HEAD);
    assertTrue(problem().contains("the page has no script"));
  }

  @Test
  void theFormsAndExamplesAreInThePage() throws Exception {
    write("page.html", HEAD + "<script type=\"application/json\" id=\"forms\"></script>" + SCRIPTS);
    assertEquals("", problem());
    String page = Files.readString(folder.resolve("out.html"));
    assertEquals(
        JsonText.read(Jobs.forms()).root(),
        JsonText.read(only("id=\"forms\">(.*?)</script>", page).get(0)).root());
  }

  @Test
  void scriptsAreInAsciiWithoutIndentsAndComments() throws Exception {
    write("page.js", "/** Why. */\n'use strict';\n  // Why.\n  const a = 'é\uD83D\uDE00'; // b\n");
    write("rolecall.js", "exports.a = '\uFFFD';");
    assertEquals("", problem());
    String page = Files.readString(folder.resolve("out.html"));
    assertTrue(page.chars().allMatch(c -> c < 0x80), page);
    List<String> scripts = only("<script>(.*?)</script>", page);
    assertTrue(scripts.get(0).contains("exports.a = '\\ufffd';"));
    assertEquals("'use strict';\nconst a = '\\u00e9\\ud83d\\ude00'; // b\n", scripts.get(1));
  }

  @Test
  void otherLettersInThePageItselfAreRefused() throws Exception {
    write("page.css", "a::before{content:'✓'}");
    assertTrue(problem().contains("page.css has a character that is not ASCII: ✓"));
  }

  @Test
  void aPageThatIsTooLargeIsRefused() throws Exception {
    var random = new byte[120_000];
    new Random(1).nextBytes(random);
    write("rolecall.js", "// " + Base64.getEncoder().encodeToString(random));
    assertEquals("", problem());
    random = new byte[161_000];
    new Random(1).nextBytes(random);
    write("rolecall.js", "// " + Base64.getEncoder().encodeToString(random));
    assertTrue(problem().matches("(?s).*The page has \\d+ bytes in gzip, at most 160000.*"));
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  /** Runs the program as the build does, and returns its error. */
  private String problem() throws IOException, InterruptedException {
    Files.deleteIfExists(folder.resolve("out.html"));
    Path error = folder.resolve("error");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes + File.pathSeparator + CLASSES,
                "PageFile",
                folder.resolve("rolecall.js").toString(),
                folder.toString(),
                folder.resolve("out.html").toString())
            .redirectError(error.toFile())
            .start();
    int code = process.waitFor();
    assertEquals(code == 0, Files.exists(folder.resolve("out.html")));
    return Files.readString(error);
  }

  private static List<String> only(String pattern, String page) {
    var found = new ArrayList<String>();
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(page);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static String hashes(String page, String element) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    return only("<" + element + ">(.*?)</" + element + ">", page).stream()
        .map(text -> Base64.getEncoder().encodeToString(digest.digest(text.getBytes(UTF_8))))
        .map(hash -> "'sha256-" + hash + "'")
        .collect(Collectors.joining(" "));
  }
}
