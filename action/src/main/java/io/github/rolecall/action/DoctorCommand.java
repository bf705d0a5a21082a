package io.github.rolecall.action;

import io.github.rolecall.doctor.SetupCheck;
import io.github.rolecall.doctor.SetupFinding;
import io.github.rolecall.doctor.SetupReport;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.text.PlainText;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code rolecall doctor}: prints the configuration, the identity of the credentials, and problems.
 */
final class DoctorCommand extends Subcommand {
  private static final String ONLINE = "--online";

  DoctorCommand(Host host, PrintStream err) {
    super(host, err, Options.none());
  }

  @Override
  CommandSpec spec() {
    return spec(
            "Show the AWS configuration, which credentials each command would use and"
                + " why, and which settings are wrong or risky. Exits with 1 if a setting"
                + " cannot work.",
            "",
            "Examples:",
            "  rolecall doctor",
            "  rolecall doctor --online --format json")
        .addOption(ProfileOption.spec())
        .addOption(OutputFormat.spec())
        .addOption(
            OptionSpec.builder(ONLINE)
                .type(boolean.class)
                .description(
                    "Also compare the clock with STS. Without this option, the command"
                        + " makes no calls.")
                .build());
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    boolean json = OutputFormat.isJson(parsed);
    Optional<String> profile =
        ProfileOption.given(parsed)
            ? Optional.of(ProfileOption.of(parsed, host))
            : Optional.empty();
    SetupReport report =
        new SetupCheck(host, job.platform(), inputs.words())
            .report(profile, parsed.hasMatchedOption(ONLINE));
    show(json ? json(report) : text(report));
    return report.isBroken() ? 1 : 0;
  }

  private static Map<String, List<Fact>> sections(SetupReport report) {
    var sections = new LinkedHashMap<String, List<Fact>>();
    sections.put("Files", report.files());
    sections.put("Profiles", report.profiles());
    sections.put("Environment variables", report.variables());
    sections.put("Surroundings", report.surroundings());
    sections.put("Credentials in use", report.identities());
    return sections;
  }

  private static String text(SetupReport report) {
    var text = new StringBuilder();
    sections(report)
        .forEach(
            (title, facts) -> {
              text.append(title).append('\n');
              int widest = facts.stream().mapToInt(fact -> fact.name().length()).max().orElse(0);
              String form = "  %-" + (widest + 2) + "s%s";
              facts.forEach(fact -> line(text, form.formatted(fact.name(), fact.value())));
              if (facts.isEmpty()) {
                text.append("  none\n");
              }
            });
    text.append("Findings\n");
    for (SetupFinding found : report.findings()) {
      String level = found.level().name().toLowerCase(Locale.ROOT);
      line(text, "  " + level + "  " + found.where() + ": " + found.what());
      line(text, "    " + found.remedy());
    }
    return report.findings().isEmpty() ? text + "  none\n" : text.toString();
  }

  private static void line(StringBuilder text, String line) {
    text.append(PlainText.harmless(line.replace('\n', ' '))).append('\n');
  }

  private static String json(SetupReport report) {
    var json = new LinkedHashMap<String, Object>();
    json.put("files", facts(report.files()));
    json.put("profiles", facts(report.profiles()));
    json.put("variables", facts(report.variables()));
    json.put("surroundings", facts(report.surroundings()));
    json.put("identities", facts(report.identities()));
    json.put("findings", report.findings().stream().map(DoctorCommand::finding).toList());
    return JsonWriter.indented(json) + "\n";
  }

  private static Map<String, String> facts(List<Fact> facts) {
    var object = new LinkedHashMap<String, String>();
    facts.forEach(fact -> object.put(fact.name(), fact.value()));
    return object;
  }

  private static Map<String, String> finding(SetupFinding found) {
    var object = new LinkedHashMap<String, String>();
    object.put("level", found.level().name().toLowerCase(Locale.ROOT));
    object.put("where", found.where());
    object.put("what", found.what());
    object.put("remedy", found.remedy());
    return object;
  }
}
