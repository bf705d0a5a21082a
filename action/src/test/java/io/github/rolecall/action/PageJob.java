package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.action.PageScript.Kind;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.World;
import io.github.rolecall.testkit.iam.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The job that a block is for, with AWS set up as the page describes. In docs/ci.md, the role has
 * the trust policy below the block, and the token is that of the CI system, so block and policy are
 * tested together. Elsewhere it is a job of GitLab, or of GitHub for workflows.
 */
final class PageJob implements AutoCloseable {
  private static final String ACCOUNT = "111122223333";
  private static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/Deploy";
  private static final Path TOKENS =
      Path.of("../core/src/test/resources/io/github/rolecall/ci/page-tokens.json");

  private final PageScript script;
  private final FakeAws aws;
  private final PageServer server;
  private final Map<String, String> environment = new HashMap<>();

  private PageJob(PageScript script, FakeAws.Builder settings) throws IOException {
    this.script = script;
    Optional<JsonNode> claims = claims(script);
    aws = settings.world(world(script, claims)).start();
    String token = claims.map(this::mint).orElse("");
    server = new PageServer(token);
    environment.putAll(system(token));
    environment.putAll(script.variables());
  }

  static PageJob start(PageScript script, FakeAws.Builder settings) throws IOException {
    return new PageJob(script, settings);
  }

  private static Optional<JsonNode> claims(PageScript script) throws IOException {
    return Optional.of(JsonMapper.shared().readTree(Files.readString(TOKENS)))
        .filter(all -> script.page().equals("docs/ci.md"))
        .map(all -> all.path(script.section()))
        .filter(JsonNode::isObject);
  }

  private static World world(PageScript script, Optional<JsonNode> claims) throws IOException {
    World world = World.standard();
    if (claims.isPresent()) {
      JsonNode token = claims.get();
      return world
          .withProvider(ACCOUNT, token.path("iss").asString(), token.path("aud").asString())
          .withRole(Role.of(ROLE, policy(script)));
    }
    // Pages with two accounts use the same role name in both.
    Role deploy =
        world.roles().stream().filter(role -> role.arn().toString().equals(ROLE)).findFirst().get();
    String elsewhere = deploy.trust().document().replace(ACCOUNT, "444455556666");
    return world.withRole(Role.of(ROLE.replace(ACCOUNT, "444455556666"), elsewhere));
  }

  /** Returns the first block of JSON below the heading. */
  private static String policy(PageScript script) throws IOException {
    String page = Files.readString(PageScripts.ROOT.resolve(script.page()), UTF_8);
    Matcher policy =
        Pattern.compile("(?s)\\n## " + Pattern.quote(script.section()) + "\\n.*?```json\\n(.*?)```")
            .matcher(page);
    if (!policy.find()) {
      throw new IllegalStateException("no policy in " + script.section());
    }
    return policy.group(1);
  }

  private String mint(JsonNode claims) {
    var all = new LinkedHashMap<String, Object>();
    claims.properties().forEach(claim -> all.put(claim.getKey(), claim.getValue().asString()));
    return aws.issuer(claims.path("iss").asString()).mint(all);
  }

  /** Returns the variables that the CI system sets. */
  private Map<String, String> system(String token) throws IOException {
    if (script.kind() == Kind.WORKFLOW) {
      var job = new HashMap<>(aws.gitHubJob().environment());
      if (!token.isEmpty()) {
        job.put("ACTIONS_ID_TOKEN_REQUEST_URL", server.url() + "/?api-version=2.0");
      }
      return job;
    }
    JsonNode system = jobs().path(script.section());
    if (token.isEmpty() || script.section().equals("GitLab")) {
      var job = new HashMap<>(aws.gitLabJob().environment());
      job.put("AWS_REGION", "eu-central-1");
      return job;
    }
    var job = new HashMap<String, String>();
    system
        .properties()
        .forEach(
            variable ->
                job.put(
                    variable.getKey(),
                    variable
                        .getValue()
                        .asString()
                        .replace("<token>", token)
                        .replace("<endpoint>", server.url())));
    job.put("AWS_ENDPOINT_URL_STS", aws.url().toString());
    job.put("AWS_EC2_METADATA_DISABLED", "true");
    return job;
  }

  private static JsonNode jobs() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(PageJob.class.getResourceAsStream("page-jobs.json"))) {
      return JsonMapper.shared().readTree(file);
    }
  }

  /** Writes the reader's files that the page mentions. */
  void files(Path folder) throws IOException {
    program(
        folder.resolve("deploy.sh"),
        "test -n \"$AWS_SESSION_TOKEN$AWS_CONTAINER_CREDENTIALS_FULL_URI\"; echo deployed");
    program(folder.resolve("prepare.sh"), "test -n \"$AWS_SESSION_TOKEN\"; echo prepared");
    Files.writeString(folder.resolve("package.json"), "{\"scripts\":{\"build\":\"./deploy.sh\"}}");
    Files.writeString(
        folder.resolve("role.json"), script.page().equals("docs/ci.md") ? policy(script) : trust());
    Files.writeString(folder.resolve("token"), token());
    Path workflows = Files.createDirectories(folder.resolve(".github/workflows"));
    Files.writeString(
        workflows.resolve("deploy.yml"),
        """
        on: push
        jobs:
          deploy:
            runs-on: ubuntu-latest
            steps:
              - uses: aws-actions/configure-aws-credentials@v4
        """);
    Files.writeString(folder.resolve(".curlrc"), server.curlConfiguration());
    // The files that a checkout has after its build.
    Files.createDirectories(folder.resolve("testkit/target"));
    Files.createDirectories(folder.resolve("action/target"));
    Files.createSymbolicLink(
        folder.resolve("testkit/target/testkit.jar"),
        Path.of("../testkit/target/testkit.jar").toAbsolutePath());
    Files.createSymbolicLink(folder.resolve("action/target/rolecall.jar"), PageServer.jar());
  }

  private static void program(Path file, String line) throws IOException {
    Files.writeString(file, "#!/bin/sh\nset -e\n" + line + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String trust() {
    Function<Role, String> name = role -> role.arn().toString();
    return World.standard().roles().stream()
        .filter(role -> name.apply(role).equals(ROLE))
        .map(role -> role.trust().document())
        .findFirst()
        .orElseThrow();
  }

  /** Returns the token of the job, for programs and files that contain it. */
  String token() throws IOException {
    return claims(script).map(this::mint).orElseGet(() -> aws.gitLabJob().idToken());
  }

  Map<String, String> environment() {
    return environment;
  }

  FakeAws aws() {
    return aws;
  }

  PageServer server() {
    return server;
  }

  @Override
  public void close() {
    server.close();
    aws.close();
  }
}
