package io.github.rolecall.testkit.ecr;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.rolecall.testkit.http.Request;
import io.github.rolecall.testkit.http.Response;
import io.github.rolecall.testkit.iam.Arn;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A container registry that requires a token of ECR. It supports what clients need to push an image
 * and to check whether it exists.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">OCI
 *     Distribution Specification</a>
 */
public final class Registry {
  private static final Pattern HOST =
      Pattern.compile("(\\d{12})\\.dkr\\.ecr(?:-fips)?\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?");
  private static final Pattern PATH =
      Pattern.compile("/v2/(.+)/(blobs/uploads|blobs|manifests)/([^/]*)");

  private final EcrTokens tokens;
  private final Map<String, String> content = new ConcurrentHashMap<>();
  private final Map<String, String> uploads = new ConcurrentHashMap<>();

  /**
   * @param tokens returns the identity that sent a request
   */
  public Registry(EcrTokens tokens) {
    this.tokens = tokens;
  }

  /** All pushed manifests, such as {@code host/name:tag}. */
  public Set<String> images() {
    var images = new TreeSet<String>();
    content.keySet().stream()
        .filter(key -> key.contains("/manifests/") && !key.contains("sha256:"))
        .forEach(key -> images.add(key.replace("/v2/", "/").replace("/manifests/", ":")));
    return images;
  }

  /** The response to one request. */
  public Response answer(Request request) {
    Matcher host = HOST.matcher(request.host());
    boolean own = host.matches();
    Optional<Arn> sender = tokens.bearer(request, own ? host.group(2) : "public");
    if (sender.isEmpty()) {
      return error(401, "UNAUTHORIZED", "Not Authorized")
          .with(
              "Www-Authenticate",
              "Basic realm=\"https://" + request.host() + "/\",service=\"ecr.amazonaws.com\"");
    }
    if (own && !sender.get().account().equals(host.group(1))) {
      return error(403, "DENIED", "not authorized: " + sender.get());
    }
    Matcher path = PATH.matcher(request.path());
    if (!path.matches()) {
      return request.path().equals("/v2/")
          ? Response.json(200, "{}")
          : error(404, "UNSUPPORTED", request.method() + " " + request.path());
    }
    return switch (path.group(2)) {
      case "blobs/uploads" -> upload(request, path.group(1), path.group(3));
      case "manifests" -> manifest(request);
      default -> stored(request);
    };
  }

  private Response upload(Request request, String name, String id) {
    String key = request.host() + "/v2/" + name + "/blobs/";
    if (request.method().equals("POST")) {
      String fresh = UUID.randomUUID().toString();
      uploads.put(fresh, "");
      return empty(202).with("Location", "/v2/" + name + "/blobs/uploads/" + fresh);
    }
    String whole = uploads.merge(id, request.body(), String::concat);
    if (request.method().equals("PATCH")) {
      return empty(202)
          .with("Location", "/v2/" + name + "/blobs/uploads/" + id)
          .with("Range", "0-" + Math.max(0, whole.length() - 1));
    }
    String claimed = request.query().replaceAll("(.*&)?digest=", "").replace("%3A", ":");
    if (!claimed.equals(digest(whole))) {
      return error(400, "DIGEST_INVALID", claimed);
    }
    uploads.remove(id);
    content.put(key + claimed, whole);
    return empty(201)
        .with("Location", "/v2/" + name + "/blobs/" + claimed)
        .with("Docker-Content-Digest", claimed);
  }

  private Response manifest(Request request) {
    if (!request.method().equals("PUT")) {
      return stored(request);
    }
    String digest = digest(request.body());
    String path = request.host() + request.path();
    content.put(path, request.body());
    content.put(path.substring(0, path.lastIndexOf('/') + 1) + digest, request.body());
    return empty(201).with("Location", request.path()).with("Docker-Content-Digest", digest);
  }

  private Response stored(Request request) {
    String found = content.get(request.host() + request.path());
    if (found == null) {
      return error(404, "NAME_UNKNOWN", request.path());
    }
    return empty(200).with("Docker-Content-Digest", digest(found));
  }

  private static String digest(String body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(ISO_8859_1));
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Response empty(int status) {
    return new Response(status, Map.of("Docker-Distribution-Api-Version", "registry/2.0"), "");
  }

  private static Response error(int status, String code, String message) {
    return Response.json(
        status, "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}".formatted(code, message));
  }
}
