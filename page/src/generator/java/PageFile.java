import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.policy.job.Jobs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the page as one file: scripts and styles inline, and a Content-Security-Policy that runs
 * only these and allows no requests. The page contains the forms for jobs, so that browsers do not
 * have to make them. It is in ASCII: browsers compile other scripts more slowly. The build runs this
 * program; the page does not contain it.
 */
final class PageFile {
  /** The size limit in bytes of gzip, because users may have a slow network. */
  private static final int LARGEST = 160_000;

  private static final String COMPILED = "rolecall.js";
  private static final String FORMS = "<script type=\"application/json\" id=\"forms\">";
  private static final Pattern STYLE =
      Pattern.compile("<link rel=\"stylesheet\" href=\"([a-z]+\\.css)\">");
  private static final Pattern SCRIPT =
      Pattern.compile("<script src=\"([a-z]+\\.js)\"></script>");

  /** Matches an element with an attribute that can load something; links load when clicked. */
  private static final Pattern OUTSIDE =
      Pattern.compile(
          "(?i)<(?!a\\s)[^>]*\\s(src|href|action|data|poster|srcset)\\s*="
              + "|<[^>]*\\s(ping|formaction|background|http-equiv)\\s*=");

  /** Matches what would end a script or style, or hide the end of a script. */
  private static final Pattern END = Pattern.compile("(?i)</(script|style)|<!--");

  /** Matches the indents and comments of our scripts. */
  private static final Pattern NOT_RUN =
      Pattern.compile("(?m)^\\s*((//|/\\*\\*.*\\*/$).*\\s*)*");

  private static final Pattern NO_ASCII = Pattern.compile("[^\\x00-\\x7f]");

  private final Path sources;
  private final Path compiled;
  private final List<String> hashes = new ArrayList<>();

  private PageFile(Path sources, Path compiled) {
    this.sources = sources;
    this.compiled = compiled;
  }

  /**
   * Writes the page. Does not touch files that would not change.
   *
   * @param args the compiled script, the folder of the page's sources, and the files to write
   */
  public static void main(String[] args) throws IOException {
    var page = new PageFile(Path.of(args[1]), Path.of(args[0]));
    byte[] written = page.text().getBytes(UTF_8);
    int size = compressed(written);
    if (size > LARGEST) {
      throw new IllegalStateException(
          "The page has " + size + " bytes in gzip, at most " + LARGEST);
    }
    for (String file : Arrays.asList(args).subList(2, args.length)) {
      Path to = Path.of(file);
      Files.createDirectories(to.toAbsolutePath().getParent());
      if (!Files.exists(to) || !Arrays.equals(Files.readAllBytes(to), written)) {
        Files.write(to, written);
      }
    }
  }

  private String text() throws IOException {
    String styled = inlined(read("page.html"), STYLE, "style");
    String styles = String.join(" ", hashes);
    hashes.clear();
    String whole = inlined(styled, SCRIPT, "script");
    String policy =
        "default-src 'none'; base-uri 'none'; form-action 'none'; style-src "
            + styles
            + "; script-src "
            + String.join(" ", hashes);
    String charset = "<meta charset=\"utf-8\">";
    if (!whole.contains(charset)) {
      throw new IllegalStateException("the page does not begin with its charset");
    }
    return whole
        .replace(
            charset,
            charset
                + "\n<meta http-equiv=\"Content-Security-Policy\" content=\""
                + policy
                + "\">")
        .replace(FORMS, FORMS + escaped(Jobs.forms()).replace("<", "\\u003c"));
  }

  /** Returns the page with the content of files in place of the elements that name them. */
  private String inlined(String page, Pattern element, String name) throws IOException {
    var text = new StringBuilder();
    int from = 0;
    Matcher matcher = element.matcher(page);
    while (matcher.find()) {
      String content = content(matcher.group(1));
      if (END.matcher(content).find()) {
        throw new IllegalStateException(matcher.group(1) + " would end its element");
      }
      hashes.add(hash(content));
      text.append(page, from, matcher.start());
      text.append("<" + name + ">").append(content).append("</" + name + ">");
      from = matcher.end();
    }
    if (hashes.isEmpty()) {
      throw new IllegalStateException("the page has no " + name);
    }
    return text.append(page.substring(from)).toString();
  }

  private String content(String file) throws IOException {
    String text =
        file.equals(COMPILED)
            ? "var rolecall={};(function(exports){"
                + Files.readString(compiled, UTF_8)
                + "\n})(rolecall);"
            : read(file);
    return file.endsWith(".js") ? escaped(NOT_RUN.matcher(text).replaceAll("")) : text;
  }

  /** Returns a script, or JSON, in ASCII. Both know the same escapes, in texts. */
  private static String escaped(String script) {
    var ascii = new StringBuilder();
    script.chars().forEach(c -> ascii.append(c < 0x80 ? (char) c : "\\u%04x".formatted(c)));
    return ascii.toString();
  }

  private String read(String file) throws IOException {
    String text = Files.readString(sources.resolve(file), UTF_8).replace("\r\n", "\n");
    Matcher outside =
        OUTSIDE.matcher(SCRIPT.matcher(STYLE.matcher(text).replaceAll("")).replaceAll(""));
    if (file.endsWith(".html") && outside.find()) {
      throw new IllegalStateException(file + " would load something: " + outside.group());
    }
    Matcher other = NO_ASCII.matcher(text);
    if (!file.endsWith(".js") && other.find()) {
      throw new IllegalStateException(file + " has a character that is not ASCII: " + other.group());
    }
    return text;
  }

  private static String hash(String content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int compressed(byte[] page) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(page);
    }
    return bytes.size();
  }
}
