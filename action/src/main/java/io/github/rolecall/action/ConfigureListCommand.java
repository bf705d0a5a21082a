package io.github.rolecall.action;

import io.github.rolecall.awsfile.AwsSection;
import io.github.rolecall.configure.AwsConfiguration;
import io.github.rolecall.configure.AwsConfiguration.Found;
import io.github.rolecall.configure.Overview;
import io.github.rolecall.configure.Overview.Row;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.text.PlainText;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code rolecall configure list}: prints the settings in effect, and the source of each one. */
final class ConfigureListCommand extends Subcommand {
  ConfigureListCommand(Host host, PrintStream err) {
    super(host, err, Options.none());
  }

  @Override
  CommandSpec spec() {
    return spec(
            "Print the effective settings, each with the variable, or the file and line,"
                + " that sets it. Secrets are not shown.",
            "",
            "Example:",
            "  rolecall configure list --profile dev")
        .addOption(ProfileOption.spec())
        .addOption(OutputFormat.spec());
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    boolean json = OutputFormat.isJson(parsed);
    String profile = ProfileOption.of(parsed, host);
    Map<String, Found> settings = new AwsConfiguration(host).settings(AwsSection.profile(profile));
    List<Row> rows = Overview.of(host, profile, ProfileOption.given(parsed), settings);
    print(json ? json(rows) : text(rows));
    return 0;
  }

  /** Returns a table with the columns of {@code aws configure list}. */
  private static String text(List<Row> rows) {
    var all = new ArrayList<>(List.of(new Row("NAME", "VALUE", "TYPE", "LOCATION")));
    all.addAll(rows);
    String form = width(all, Row::name) + width(all, Row::value) + width(all, Row::type) + "%s";
    return all.stream()
        .map(row -> form.formatted(row.name(), row.value(), row.type(), row.location()))
        .map(line -> PlainText.harmless(line.stripTrailing()) + "\n")
        .collect(Collectors.joining());
  }

  private static String width(List<Row> rows, Function<Row, String> column) {
    int widest = rows.stream().mapToInt(row -> column.apply(row).length()).max().orElse(0);
    return "%-" + (widest + 2) + "s";
  }

  private static String json(List<Row> rows) {
    return JsonWriter.indented(
            rows.stream()
                .map(
                    row -> {
                      var object = new LinkedHashMap<String, String>();
                      object.put("name", row.name());
                      object.put("value", row.value());
                      object.put("type", row.type());
                      object.put("location", row.location());
                      return object;
                    })
                .toList())
        + "\n";
  }
}
