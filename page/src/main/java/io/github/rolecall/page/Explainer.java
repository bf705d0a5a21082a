package io.github.rolecall.page;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.explain.Explanation;
import io.github.rolecall.policy.generate.TrustTemplate;
import io.github.rolecall.policy.report.AsOf;
import io.github.rolecall.policy.report.JsonReport;
import io.github.rolecall.policy.report.Report;
import io.github.rolecall.policy.report.Reports;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers requests of the page. Request and answer are JSON texts. */
public final class Explainer {
  private static final Pattern PROVIDER =
      Pattern.compile("arn:([a-z-]+):iam::([0-9]{12}):oidc-provider/.*");

  /** A placeholder for the name of the role, which users replace. */
  private static final String UNNAMED = "<role>";

  private Explainer() {}

  /**
   * Explains how AWS would answer a job that assumes a role.
   *
   * @param request {@code policy} and {@code claims} are texts; {@code role} (an ARN, or a role of
   *     a policy that has several), {@code sessionName} and {@code region} are optional; {@code
   *     now} is in seconds since 1970, and so is {@code asOf}, if the time of the verdict does not
   *     follow from the claims; {@code only} is {@code verdict} for an answer without findings
   *     about the policy, without corrections and without {@code policies}, which comes sooner
   * @return {@code report}, as {@code rolecall explain --format json} prints it, {@code claims},
   *     the claims that it is about, and {@code view}, which the page shows beside it; or {@code
   *     fault}: which of the texts is invalid, and where
   */
  public static String answer(String request) {
    try {
      return JsonWriter.compact(explained(JsonText.read(request).root()));
    } catch (Fault fault) {
      return JsonWriter.compact(fault.json());
    }
  }

  private static Map<String, @Nullable Object> explained(JsonValue asked) {
    Job job = Fault.in("claims", () -> Job.of(asked.path("claims").text()));
    Optional<String> named = text(asked, "role");
    Optional<RoleArn> role = named.flatMap(RoleArn::parse);
    Optional<TrustPolicy> policy = new GivenPolicy(asked.path("policy").text()).of(named);
    AsOf asOf =
        time(asked, "asOf")
            .map(AsOf::now)
            .orElseGet(
                () -> AsOf.validityOf(job.claims(), time(asked, "now").orElse(Instant.EPOCH)));
    var request =
        new Request(
            job.claims(),
            role.or(() -> policy.flatMap(TrustPolicy::role)),
            text(asked, "sessionName"),
            text(asked, "region"),
            asOf.time());
    boolean whole = !asked.path("only").text().equals("verdict");
    Explanation explanation =
        whole ? Explanation.of(request, policy) : Explanation.ofVerdict(request, policy);
    Report report = Report.of("", List.of(), explanation, asOf, false);
    var answer = new LinkedHashMap<String, @Nullable Object>();
    answer.put("report", new JsonReport(JsonText::read).json(new Reports(List.of(report))));
    answer.put("claims", JsonWriter.indented(job.claims().all()));
    Optional<TrustTemplate> remedy =
        whole ? Optional.of(remedy(request, policy)) : Optional.empty();
    answer.put("view", new View(report, remedy, job).json());
    return answer;
  }

  /**
   * Returns the policy for the job. If the role is unknown, it is for the account in the given
   * policy.
   */
  private static TrustTemplate remedy(Request request, Optional<TrustPolicy> policy) {
    Optional<RoleArn> inAccount =
        policy.stream()
            .flatMap(known -> known.statements().stream())
            .flatMap(statement -> statement.principals().entries().stream())
            .map(entry -> PROVIDER.matcher(entry.value()))
            .filter(Matcher::matches)
            .map(arn -> new RoleArn(arn.group(1), arn.group(2), UNNAMED))
            .findFirst();
    return TrustTemplate.of(request.claims(), request.role().or(() -> inAccount));
  }

  private static Optional<String> text(JsonValue asked, String name) {
    return Optional.of(asked.path(name).text().trim()).filter(text -> !text.isEmpty());
  }

  private static Optional<Instant> time(JsonValue asked, String name) {
    OptionalLong seconds = asked.path(name).wholeNumber();
    return seconds.isPresent()
        ? Optional.of(Instant.ofEpochSecond(seconds.getAsLong()))
        : Optional.empty();
  }
}
