package io.github.rolecall.action;

import io.github.rolecall.export.Appended;
import io.github.rolecall.export.Exporter;
import io.github.rolecall.export.file.CommandFile;
import io.github.rolecall.plan.ExportTargets;
import io.github.rolecall.session.Assumed;
import io.github.rolecall.session.SessionCredentials;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** The outputs of the step, with the names and formats of aws-actions/configure-aws-credentials. */
final class StepOutputs {
  /** In quotes and with milliseconds, because the peer action writes a date as JSON. */
  private static final DateTimeFormatter EXPIRATION =
      DateTimeFormatter.ofPattern("'\"'yyyy-MM-dd'T'HH:mm:ss.SSS'Z\"'").withZone(ZoneOffset.UTC);

  private StepOutputs() {}

  static Exporter to(CommandFile file, ExportTargets exportTargets) {
    return assumed -> {
      Map<String, String> outputs = outputs(assumed, exportTargets);
      file.prepare();
      return new Appended(
          file,
          outputs,
          outputs.isEmpty()
              ? "no outputs of the step"
              : "the outputs of the step: " + String.join(", ", outputs.keySet()));
    };
  }

  private static Map<String, String> outputs(Assumed assumed, ExportTargets exportTargets) {
    var outputs = new LinkedHashMap<String, String>();
    boolean identity =
        switch (assumed.origin()) {
          case ROLE, GIVEN ->
              exportTargets.environment() || !exportTargets.prefixes().outputs().isEmpty();
          case AMBIENT -> true;
          case KEPT -> false;
        };
    if (identity) {
      outputs.put("aws-account-id", assumed.identity().account());
      outputs.put("authenticated-arn", assumed.identity().arn());
    }
    if (exportTargets.outputs() && assumed.isNew()) {
      SessionCredentials credentials = assumed.credentials();
      outputs.put("aws-access-key-id", credentials.accessKeyId());
      outputs.put("aws-secret-access-key", credentials.secretAccessKey().reveal());
      credentials
          .sessionToken()
          .ifPresent(token -> outputs.put("aws-session-token", token.reveal()));
      credentials.expires().ifPresent(end -> outputs.put("aws-expiration", EXPIRATION.format(end)));
    }
    var named = new LinkedHashMap<String, String>();
    outputs.forEach((name, value) -> named.put(exportTargets.prefixes().outputs() + name, value));
    return named;
  }
}
