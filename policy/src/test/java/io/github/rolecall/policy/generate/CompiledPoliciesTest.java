package io.github.rolecall.policy.generate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.CasesTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the generated policies for jobs of all issuers, and for unusual values, with the compilers
 * and parsers of the target languages. The result must equal the policy in JSON.
 */
@Tag("nightly")
class CompiledPoliciesTest {
  private static final Path CHECK = Path.of("../.ci/written-policies").toAbsolutePath().normalize();

  private static final Map<TrustFormat, String> FILES =
      Map.of(
          TrustFormat.JSON, "policy.json",
          TrustFormat.AWS_CLI, "role.sh",
          TrustFormat.CLOUDFORMATION, "template.yaml",
          TrustFormat.TERRAFORM, "main.tf",
          TrustFormat.PULUMI, "Pulumi.yaml",
          TrustFormat.CDK, "app.ts");

  private static final List<String> ODD =
      List.of(
          "it's \"quoted\"",
          "${aws:username} $${x} ${provider.arn}",
          "%{ if true }x%{ endif } %%{x}",
          "back\\slash\\",
          "line\nbreak\r\n",
          "tab\tbell\u0007\b\f\u0001",
          "\u007F\u0085\u009F\u2028\u202E\uFEFF",
          "\u65E5\u672C \uD83D\uDE80",
          "`id` $(id) $HOME !x #{x}",
          ": - # & * ? | > @",
          "a*b?c",
          "<ACCOUNT-ID>",
          "%s %n %%",
          "*/ // <!-- -->",
          "file:///etc/hostname",
          "-x",
          "true");

  @TempDir static Path folder;

  private static void write(String name, JsonValue claims, String role) throws IOException {
    Path place = Files.createDirectories(folder.resolve(name.replaceAll("[^\\w.-]", "_")));
    TrustTemplate template = TrustTemplate.of(new Claims(claims), RoleArn.parse(role));
    for (Map.Entry<TrustFormat, String> form : FILES.entrySet()) {
      Files.writeString(place.resolve(form.getValue()), form.getKey().write(template), UTF_8);
    }
  }

  private static JsonValue claims(String issuer, String audience, String subject) {
    return JsonValue.ofTexts(
        Map.of("iss", "https://" + issuer, "aud", audience, "sub", subject, "ref", subject));
  }

  private static void writeAll() throws IOException {
    String role = "arn:aws:iam::111122223333:role/ci/Deploy";
    int number = 0;
    for (JsonValue sample : CasesTest.read("issuer/samples.json").items()) {
      String subject = sample.path("subject").text();
      JsonValue claims = claims(sample.path("issuer").text(), "sts.amazonaws.com", subject);
      write("issuer-" + number++ + "-" + sample.path("name").text(), claims, role);
    }
    for (Map.Entry<String, JsonValue> token : CasesTest.read("tokens.json").members().entrySet()) {
      write("token-" + token.getKey(), token.getValue(), "");
    }
    for (String odd : ODD) {
      write("odd-" + number++, claims("ci.example.com", odd, "job:" + odd), role);
      String gitHub = "token.actions.githubusercontent.com";
      String environment = "repo:acme/shop:environment:" + odd;
      write("odd-github-" + number++, claims(gitHub, "sts.amazonaws.com", environment), role);
      String step = "organization:acme:pipeline:shop:ref:" + odd + ":commit:0123:step:deploy";
      write("odd-buildkite-" + number++, claims("agent.buildkite.com", odd, step), role);
    }
    for (String path : List.of("$x", "${x}", "it's", "\"", "%{x}", "`id`")) {
      JsonValue claims = CasesTest.read("tokens.json").path("branch");
      write("path-" + number++, claims, "arn:aws:iam::111122223333:role/" + path + "/Deploy");
    }
    for (String issuer :
        List.of("example.com:8443/a'b", "example.com/${x}", "example.com/\"%{x}")) {
      write("url-" + number++, claims(issuer, "sts.amazonaws.com", "job"), role);
    }
  }

  @Test
  @Timeout(value = 11, unit = TimeUnit.MINUTES)
  void everyFormCompilesAndSaysWhatThePolicySays() throws Exception {
    assertTrue(Files.isDirectory(CHECK.resolve("node_modules")), "first: npm ci --prefix " + CHECK);
    writeAll();
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder("node", CHECK.resolve("check.mjs").toString(), folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(process.waitFor(10, TimeUnit.MINUTES), "the check took more than 10 minutes");
    } finally {
      process.destroyForcibly();
    }
    assertEquals(0, process.exitValue(), () -> read(output));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
