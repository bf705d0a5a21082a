package io.github.rolecall.assume.run;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.aws.sts.Sts;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.console.BackgroundConsole;
import io.github.rolecall.console.Console;
import io.github.rolecall.console.NamedConsole;
import io.github.rolecall.export.Exporter;
import io.github.rolecall.host.Deadline;
import io.github.rolecall.host.Host;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.session.Assumed;
import io.github.rolecall.session.UnverifiedCredentials;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Carries out a plan: assumes all roles, verifies all of them, and only then exports, or exports
 * nothing. No other code exports credentials. Front ends read the inputs before it, and report the
 * result after it.
 */
public final class Assume {
  /** The Region of an STS client that is never called, when the plan has no Region. */
  private static final String NEVER_ASKED = "us-east-1";

  private final Host host;
  private final CiPlatform platform;
  private final Console console;

  public Assume(Host host, CiPlatform platform, Console console) {
    this.host = host;
    this.platform = platform;
    this.console = console;
  }

  /**
   * Assumes and verifies the roles, within the time limit of the run, which the first plan
   * contains.
   *
   * @return the sessions, in the order of the roles
   * @throws CredentialsException with any problem; with {@code RunProblem.OfRole} for several roles
   */
  public List<Assumed> run(List<PlannedRole> roles) {
    roles.forEach(role -> role.plan().refuseUnwanted());
    roles.forEach(this::announce);
    Parts parts = parts(roles.get(0));
    return parts.deadline.run(
        () -> {
          try (var pool = new StsPool(host.http())) {
            var all = new AllOrNothing(roles);
            return all.run(
                role -> pool.using(role.plan(), sts -> new RoleRun(parts, role, sts).assumed()));
          }
        });
  }

  /**
   * Assumes and verifies one role again, as a run of its own with its own time limit. The CI system
   * issues a new token, where it issues more than one.
   *
   * @throws CredentialsException as {@link #run} does
   */
  public Assumed again(PlannedRole role) {
    Host anew = host.anew();
    var quiet = new BackgroundConsole(console);
    return new Assume(anew, CiPlatform.detect(anew), quiet).run(List.of(role)).get(0);
  }

  /** One role with its verified credentials, and the places they were exported to, in words. */
  public record Exported(PlannedRole role, Assumed assumed, List<String> places) {}

  /**
   * Assumes, verifies and exports.
   *
   * @param exporters returns the exporters of a role
   * @param whole runs the export, which succeeds as a whole or leaves nothing exported
   * @throws CredentialsException as {@link #run} does, and with {@code ExportProblem}
   */
  public List<Exported> export(
      List<PlannedRole> roles,
      BiFunction<PlannedRole, Assumed, List<Exporter>> exporters,
      Consumer<Runnable> whole) {
    List<Assumed> assumed = run(roles);
    var handedOver = new ArrayList<Exporter.HandedOver>();
    for (int i = 0; i < roles.size(); i++) {
      List<Exporter> own = exporters.apply(roles.get(i), assumed.get(i));
      handedOver.add(new Exporter.HandedOver(assumed.get(i), own));
    }
    var places = new ArrayList<List<String>>();
    Deadline deadline = host.deadline();
    deadline.doing("exporting the credentials");
    whole.accept(
        () -> deadline.commit(() -> places.addAll(Exporter.exportAll(handedOver, console))));
    var exported = new ArrayList<Exported>();
    for (int i = 0; i < places.size(); i++) {
      exported.add(new Exported(roles.get(i), assumed.get(i), places.get(i)));
    }
    return exported;
  }

  /**
   * Returns the credentials of a plan that {@linkplain Plan#needsProof needs no proof}, without
   * asking STS for their identity. Throws the same as {@link #run}.
   */
  public UnverifiedCredentials unverified(PlannedRole role) {
    Plan plan = role.plan();
    if (plan.needsProof()) {
      throw new IllegalArgumentException("its credentials must be verified first");
    }
    announce(role);
    Parts parts = parts(role);
    String region = plan.reach().stsRegion().isEmpty() ? NEVER_ASKED : plan.reach().stsRegion();
    return parts.deadline.run(
        () -> {
          // STS is called only if a profile names a role.
          try (var sts = new Sts(region, plan.network(), host.http())) {
            return new RoleRun(parts, role, sts).unverified();
          }
        });
  }

  private Parts parts(PlannedRole first) {
    host.deadline().limit(first.plan().reach().time());
    return new Parts(host, platform, console);
  }

  /** Masks secrets, and logs what the user should know before the run starts. */
  public void announce(PlannedRole role) {
    say(role, Console::debug);
  }

  /** Logs what {@link #run} would do, without doing it. */
  public void tell(PlannedRole role) {
    role.plan().refuseUnwanted();
    say(role, Console::info);
  }

  private void say(PlannedRole role, BiConsumer<Console, String> reasons) {
    Console own = NamedConsole.of(role.name(), console);
    Plan plan = role.plan();
    plan.network().proxies().mask(console);
    // Plans and refusals contain the role ARNs, so the account ids must be masked first.
    if (plan.exportTargets().maskIdentity()) {
      plan.chain().stream()
          .flatMap(hop -> hop.target().arn().stream())
          .map(RoleArn::account)
          .distinct()
          .forEach(console::mask);
    }
    plan.notes().warnings().forEach(own::warn);
    plan.notes().reasons().forEach(why -> reasons.accept(own, why.name() + ": " + why.value()));
  }
}
