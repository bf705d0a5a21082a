package io.github.rolecall.action;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.export.Exporter;
import io.github.rolecall.export.ProfileExporter;
import io.github.rolecall.export.Replaced;
import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.ExportTargets;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.RenewalProblem;
import io.github.rolecall.refresh.CacheExporter;
import io.github.rolecall.refresh.CacheKey;
import io.github.rolecall.refresh.CredentialCache;
import io.github.rolecall.session.Assumed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A profile whose {@code credential_process} runs {@code rolecall credential-process}. The role is
 * assumed and verified first, and the cache has its credentials. The inputs are in a file of mode
 * 0600 beside the cache, so that no process list shows them and no environment changes them.
 */
record RefreshingProfile(Host host, Subcommand.Job job) {
  static final String OPTION = "--refresh";

  void write(Inputs inputs) {
    inputs.required(Input.ROLE_TO_ASSUME);
    PlannedRole asked = job.planner().plan(inputs).get(0);
    ExportTargets.Profile profile = asked.plan().exportTargets().profile().orElseThrow();
    refuseUnrenewable(asked.plan().source(), profile, inputs);
    Map<Input, String> settings = settings(inputs, asked.plan());
    PlannedRole renewed = job.planner().plan(inputs(settings)).get(0);
    String key = CacheKey.of(renewed.plan(), job.platform(), host);
    if (!key.equals(CacheKey.of(asked.plan(), job.platform(), host)) || setsMore(inputs)) {
      throw new CredentialsException(
          new InputProblem.Conflict(
              inputs.name(Input.CONFIG),
              OPTION,
              "the file sets more than options can, and a renewal has options only"));
    }
    Path cache = new CacheFolder(host, job.platform()).of(key);
    Path file = cache.resolveSibling(cache.getFileName() + ".settings");
    Optional<CachedCredentialScript> script = CachedCredentialScript.beside(cache, host);
    List<Exporter> exporters = new ArrayList<>();
    script.ifPresent(found -> exporters.add(assumed -> found.written()));
    exporters.add(assumed -> Replaced.by(json(settings), new SecureFile(file), ""));
    exporters.add(new CacheExporter(new CredentialCache(cache, key), host));
    exporters.add(ProfileExporter.ofProcess(profile, line(script, file, cache), host));
    job.assume()
        .export(
            List.of(renewed),
            (PlannedRole role, Assumed assumed) -> exporters,
            Cancellation::shield);
    job.console()
        .info(
            "The profile "
                + profile.name()
                + " renews its credentials. Log: "
                + new CredentialCache(cache, key).log());
  }

  private String line(Optional<CachedCredentialScript> script, Path file, Path cache) {
    OwnCommandLine renewal =
        OwnCommandLine.of(host)
            .with(
                CommandName.CREDENTIAL_PROCESS.word(),
                "--" + Input.CONFIG.key(),
                file.toString(),
                CredentialProcessCommand.CACHE,
                cache.toString());
    return script.map(found -> found.before(renewal, cache)).orElse(renewal).line(host.onWindows());
  }

  /** Refuses sources whose keys or tokens would have to be written to a file. */
  private static void refuseUnrenewable(
      Source source, ExportTargets.Profile profile, Inputs inputs) {
    if (source instanceof Source.Keys
        || source instanceof Source.EnvironmentKeys
        || source instanceof Source.GivenToken) {
      throw new CredentialsException(new RenewalProblem.NotRenewable(OPTION, source.describe()));
    }
    boolean itself = source instanceof Source.Profile own && own.name().equals(profile.name());
    boolean standard = source instanceof Source.Ambient && profile.name().equals("default");
    if (itself || standard) {
      throw inputs.invalid(
          Input.AWS_PROFILE, "another profile than the one with which the role is assumed");
    }
  }

  /** Returns every input that a renewal needs, from options, variables and files. */
  private Map<Input, String> settings(Inputs inputs, Plan plan) {
    var settings = new EnumMap<Input, String>(Input.class);
    for (Input input : known()) {
      inputs.text(input).ifPresent(text -> settings.put(input, text));
    }
    settings.remove(Input.CONFIG);
    settings.put(Input.AWS_REGION, plan.region());
    settings.put(Input.TRANSLATE_ENV_VARIABLES, "false");
    if (plan.source() instanceof Source.Profile own) {
      settings.put(Input.SOURCE_PROFILE, own.name());
    }
    inputs
        .text(Input.WEB_IDENTITY_TOKEN_FILE)
        .map(path -> host.file(new Given(path, inputs.name(Input.WEB_IDENTITY_TOKEN_FILE))))
        .ifPresent(path -> settings.put(Input.WEB_IDENTITY_TOKEN_FILE, path.toString()));
    return settings;
  }

  private static Set<Input> known() {
    return CredentialProcessCommand.options().inputs();
  }

  private Inputs inputs(Map<Input, String> settings) {
    return Inputs.of(FrontEnd.COMMAND, known(), settings, host.environment());
  }

  private static boolean setsMore(Inputs inputs) {
    return inputs.describesEachRole()
        || !inputs.variables().values().isEmpty()
        || !inputs.variables().unreadable().isEmpty();
  }

  private static String json(Map<Input, String> settings) {
    var named = new TreeMap<String, Object>();
    settings.forEach((input, text) -> named.put(input.key(), text));
    return JsonWriter.indented(named) + "\n";
  }
}
