package io.github.rolecall.testkit.conformance;

import io.github.rolecall.testkit.ci.Program;
import io.github.rolecall.testkit.tls.TestAuthority;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A minimal action for the basic OIDC situations. It can have one deliberate fault. */
record FakeAction(Fault fault) implements Program {

  /** The deliberate fault of the action. */
  enum Fault {
    NONE,
    SECRET_NOT_MASKED,
    EXPORTED_ON_FAILURE,
    SECRET_OUTPUT_ON_FAILURE,
    WRONG_REQUEST_PARAMETER,
    TOKEN_CHANGED,
    WRONG_VARIABLE,
    WRONG_OUTPUT,
    FAILS_WITHOUT_ERROR,
    POST_KEEPS_VARIABLES,
    ASKS_TWICE,
    BROKEN_COMMAND_FILE,
    WRITES_PROFILE,
    CRASHES
  }

  /** Runs the action as a process, so that run.py can test it. */
  public static void main(String[] args) throws Exception {
    Fault fault = Fault.valueOf(args[0]);
    int exit = new FakeAction(fault).run(System.getenv(), Path.of("."), System.out);
    System.out.flush();
    Runtime.getRuntime().halt(exit);
  }

  @Override
  public int run(Map<String, String> env, Path work, OutputStream standardOutput)
      throws IOException, InterruptedException {
    PrintStream out = new PrintStream(standardOutput, true, StandardCharsets.UTF_8);
    if (env.containsKey("STATE_done")) {
      for (String name : new String[] {"ACCESS_KEY_ID", "SECRET_ACCESS_KEY", "SESSION_TOKEN"}) {
        export(env, "AWS_" + name, fault == Fault.POST_KEEPS_VARIABLES ? "kept" : "");
      }
      export(env, "AWS_DEFAULT_REGION", "");
      export(env, "AWS_REGION", "");
      return 0;
    }
    if (fault == Fault.CRASHES) {
      throw new IllegalStateException("the program broke");
    }
    try {
      succeed(env, out);
      return 0;
    } catch (IOException | RuntimeException e) {
      if (fault != Fault.FAILS_WITHOUT_ERROR) {
        out.println("::error::" + e.getMessage());
      }
      if (fault == Fault.EXPORTED_ON_FAILURE) {
        export(env, "AWS_SESSION_TOKEN", "half");
      }
      if (fault == Fault.SECRET_OUTPUT_ON_FAILURE) {
        append(env, "GITHUB_OUTPUT", "aws-secret-access-key", "half");
      }
      return 1;
    }
  }

  private void succeed(Map<String, String> env, PrintStream out)
      throws IOException, InterruptedException {
    HttpClient http =
        HttpClient.newBuilder().sslContext(TestAuthority.ofThisProcess().client()).build();
    String audience = encode(env.get("INPUT_AUDIENCE"));
    String token =
        match(
            "\"value\": \"([^\"]+)\"",
            send(
                http,
                HttpRequest.newBuilder(
                        URI.create(
                            env.get("ACTIONS_ID_TOKEN_REQUEST_URL") + "&audience=" + audience))
                    .header(
                        "Authorization", "Bearer " + env.get("ACTIONS_ID_TOKEN_REQUEST_TOKEN"))));
    out.println("::add-mask::" + token);
    String seconds = env.getOrDefault("INPUT_ROLE-DURATION-SECONDS", "3600");
    String form =
        "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn="
            + encode(env.get("INPUT_ROLE-TO-ASSUME"))
            + "&RoleSessionName="
            + encode(env.getOrDefault("INPUT_ROLE-SESSION-NAME", "GitHubActions"))
            + "&DurationSeconds="
            + (fault == Fault.WRONG_REQUEST_PARAMETER ? "3601" : seconds)
            + "&WebIdentityToken="
            + encode(fault == Fault.TOKEN_CHANGED ? token + "x" : token);
    HttpRequest.Builder assume =
        HttpRequest.newBuilder(URI.create(env.get("AWS_ENDPOINT_URL_STS") + "/"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    String answer = send(http, assume);
    if (fault == Fault.ASKS_TWICE) {
      answer = send(http, assume);
    }
    exportTargets(env, out, answer);
  }

  private void exportTargets(Map<String, String> env, PrintStream out, String answer)
      throws IOException {
    String key = element(answer, "AccessKeyId");
    String secret = element(answer, "SecretAccessKey");
    String session = element(answer, "SessionToken");
    String arn = match("<Arn>([^<]+)</Arn>", answer);
    out.println("::add-mask::" + key);
    if (fault != Fault.SECRET_NOT_MASKED) {
      out.println("::add-mask::" + secret);
    }
    out.println("::add-mask::" + session);
    String region = env.get("INPUT_AWS-REGION");
    export(env, "AWS_DEFAULT_REGION", region);
    export(env, "AWS_REGION", fault == Fault.WRONG_VARIABLE ? region + "x" : region);
    export(env, "AWS_ACCESS_KEY_ID", key);
    export(env, "AWS_SECRET_ACCESS_KEY", secret);
    export(env, "AWS_SESSION_TOKEN", session);
    String account = arn.split(":", -1)[4];
    append(env, "GITHUB_OUTPUT", "aws-account-id", fault == Fault.WRONG_OUTPUT ? "1" : account);
    append(env, "GITHUB_OUTPUT", "authenticated-arn", arn);
    append(env, "GITHUB_STATE", "done", "true");
    if (fault == Fault.WRITES_PROFILE) {
      Path config = Files.createDirectories(Path.of(env.get("HOME"), ".aws")).resolve("config");
      Files.writeString(config, "[default]\nregion = " + region + "\n");
    }
    if (fault == Fault.BROKEN_COMMAND_FILE) {
      Files.writeString(
          Path.of(env.get("GITHUB_ENV")), "BROKEN<<END\nno end", StandardOpenOption.APPEND);
    }
  }

  private static String send(HttpClient http, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    var response = http.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("answered " + response.statusCode() + ": " + response.body());
    }
    return response.body();
  }

  private static void export(Map<String, String> env, String name, String value)
      throws IOException {
    append(env, "GITHUB_ENV", name, value);
  }

  private static void append(Map<String, String> env, String file, String name, String value)
      throws IOException {
    Files.writeString(
        Path.of(env.get(file)),
        name + "<<ghadelimiter\n" + value + "\nghadelimiter\n",
        StandardOpenOption.APPEND);
  }

  private static String element(String xml, String name) {
    return match("<" + name + ">([^<]+)</" + name + ">", xml);
  }

  private static String match(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + pattern);
    }
    return matcher.group(1);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
