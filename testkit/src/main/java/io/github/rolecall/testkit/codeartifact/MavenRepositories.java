package io.github.rolecall.testkit.codeartifact;

import io.github.rolecall.testkit.http.Request;
import io.github.rolecall.testkit.http.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The repositories of all domains, in memory: of Maven, where every file has checksums, and of npm
 * and pip, whose documents are files too. Each request needs a token for the domain.
 */
public final class MavenRepositories {
  private static final Pattern HOST =
      Pattern.compile(
          "(?<domain>[a-z0-9-]+)\\.d\\.codeartifact\\.(?<region>[a-z0-9-]+)\\.(?<suffix>.+)");
  private static final Pattern PATH =
      Pattern.compile("/(?:maven|npm|pypi)/(?:d/(?<domain>[^/]+)/)?(?<file>.+)");
  private static final Map<String, String> CHECKSUMS =
      Map.of(".md5", "MD5", ".sha1", "SHA-1", ".sha256", "SHA-256", ".sha512", "SHA-512");

  private final Map<String, String> files = new ConcurrentHashMap<>();
  private final CodeArtifact service;

  /** What a role without a permission gets, by the method and the domain. */
  private final Map<String, Integer> refusals = new ConcurrentHashMap<>();

  /**
   * @param service checks the tokens
   */
  public MavenRepositories(CodeArtifact service) {
    this.service = service;
  }

  /** Whether the host of a request is that of a repository. */
  public static boolean isFor(Request request) {
    return HOST.matcher(request.host()).matches();
  }

  /**
   * Adds a file.
   *
   * @param domain the domain with its owner, a dot, and the Region: {@code
   *     acme-111122223333.eu-central-1}
   * @param path the repository and the path in it
   */
  public void add(String domain, String path, byte[] content) {
    files.put(domain + "/" + path, new String(content, StandardCharsets.ISO_8859_1));
  }

  /** From now on the repositories of the domain refuse to be read, whatever the token. */
  public void refuse(String domain, int status) {
    refusals.put("GET " + domain, status);
  }

  /** From now on the repositories of the domain refuse to be written, whatever the token. */
  public void refusePublishing(String domain, int status) {
    refusals.put("PUT " + domain, status);
  }

  /** A file, if there is one: see {@link #add}. */
  public Optional<byte[]> file(String domain, String path) {
    return Optional.ofNullable(files.get(domain + "/" + path))
        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The response to a request of a package manager. */
  public Response answer(Request request) {
    Matcher host = HOST.matcher(request.host());
    Matcher path = PATH.matcher(request.path());
    if (!host.matches() || !path.matches()) {
      return text(404, "Not found");
    }
    boolean vpc = host.group("suffix").startsWith("vpce.");
    String name = vpc ? Optional.ofNullable(path.group("domain")).orElse("") : host.group("domain");
    String domain = name + "." + host.group("region");
    if (!service.admits(request, domain)) {
      return text(401, "Unauthenticated: request did not include a valid token")
          .with("WWW-Authenticate", "Basic realm=\"CodeArtifact\"");
    }
    Integer refusal = refusals.get(request.method().replace("HEAD", "GET") + " " + domain);
    if (refusal != null) {
      return text(refusal, "User is not authorized to perform this operation");
    }
    String file = domain + "/" + path.group("file");
    return switch (request.method()) {
      case "GET", "HEAD" ->
          found(file)
              .map(content -> Response.of(200, type(file), content))
              .orElse(text(404, "Not found"));
      case "PUT" -> {
        files.put(file, request.body());
        yield text(201, "");
      }
      default -> text(405, "Method not allowed");
    };
  }

  private Optional<String> found(String file) {
    String extension = file.substring(Math.max(0, file.lastIndexOf('.')));
    String algorithm = CHECKSUMS.getOrDefault(extension, "");
    String base = file.substring(0, file.length() - extension.length());
    return Optional.ofNullable(files.get(file))
        .or(
            () ->
                algorithm.isEmpty()
                    ? Optional.empty()
                    : Optional.ofNullable(files.get(base)).map(text -> digest(text, algorithm)));
  }

  private static String digest(String content, String algorithm) {
    try {
      byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The list of files that pip reads is a page. */
  private static String type(String file) {
    return file.endsWith("/") ? "text/html" : Response.BYTES;
  }

  private static Response text(int status, String text) {
    return Response.of(status, "text/plain", text);
  }
}
