package io.github.rolecall.action;

import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.option.Goal;
import io.github.rolecall.option.Input;
import io.github.rolecall.text.PlainText;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code rolecall claims}: prints the claims of the job's token, to explain them on another
 * machine.
 */
final class ClaimsCommand extends Subcommand {
  private static final List<String> FORMATS = List.of("json", "text");

  ClaimsCommand(Host host, PrintStream err) {
    super(
        host,
        err,
        Options.of(Goal.EXPLAIN)
            .without(Input.TRUST_POLICY, Input.POLICY_PROFILE, Input.ALL_CLAIMS, Input.CLAIMS)
            .and(Input.SPECIAL_CHARACTERS_WORKAROUND, Input.ENVIRONMENT_PREFIX));
  }

  @Override
  CommandSpec spec() {
    return spec(
        "Print the claims of the job's token, for explain --claims. Takes the options"
            + " of assume, and gets the token as assume does. Prints neither the token nor its"
            + " signature.",
        "",
        "Examples:",
        "  rolecall claims > claims.json",
        "  rolecall explain --claims claims.json --trust-policy role.json");
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    String format = inputs.choice(Input.FORMAT, FORMATS, "json");
    JsonValue claims = job.explain().claims(inputs).all();
    show(
        format.equals("json")
            ? PlainText.harmlessJson(JsonWriter.indented(claims)) + "\n"
            : PlainText.harmless(text(claims.members())));
    return 0;
  }

  private static String text(Map<String, JsonValue> claims) {
    int widest = claims.keySet().stream().mapToInt(String::length).max().orElse(0);
    return claims.entrySet().stream()
        .map(
            claim ->
                claim.getKey()
                    + " ".repeat(widest - claim.getKey().length() + 2)
                    + value(claim.getValue())
                    + "\n")
        .collect(Collectors.joining());
  }

  private static String value(JsonValue value) {
    return value.isString() ? value.text().replaceAll("\\R", " ") : value.toString();
  }
}
