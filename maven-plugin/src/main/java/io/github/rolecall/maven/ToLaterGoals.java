package io.github.rolecall.maven;

import io.github.rolecall.console.Console;
import io.github.rolecall.export.EnvFileExporter;
import io.github.rolecall.export.Exporter;
import io.github.rolecall.export.Variables;
import io.github.rolecall.host.Host;
import io.github.rolecall.plan.HandOn;
import io.github.rolecall.session.Assumed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Hands credentials on to later goals of the build, in the way that the user chose. */
final class ToLaterGoals {
  private final Build build;
  private final Host host;
  private final Console console;

  ToLaterGoals(Build build, Host host, Console console) {
    this.build = build;
    this.host = host;
    this.console = console;
  }

  Exporter exporter(LaterGoals laterGoals, Parameters parameters, Terms terms, HandOn handOn) {
    return assumed -> {
      Delivery delivery = delivery(assumed, terms, handOn);
      return () -> {
        delivery.open();
        laterGoals.deliver(parameters, terms, build.projectId(), assumed, delivery);
        return terms.recipients() + how(terms, handOn, delivery);
      };
    };
  }

  private static String how(Terms terms, HandOn handOn, Delivery delivery) {
    String prefix = handOn.prefixes().variables();
    if (!prefix.isEmpty()) {
      return " as " + prefix + "AWS_ACCESS_KEY_ID and so on";
    }
    return terms.export() == Export.ENV ? "" : " as " + delivery;
  }

  private Delivery delivery(Assumed assumed, Terms terms, HandOn handOn) {
    if (!handOn.prefixes().variables().isEmpty()) {
      return Delivery.Beside.of(assumed, handOn);
    }
    return switch (terms.export()) {
      case ENV -> Delivery.Keys.of(assumed, host);
      case FILE -> ProfileDelivery.prepared(assumed, terms, host);
      case ENDPOINT ->
          EndpointDelivery.start(
              assumed,
              host.clock(),
              console::warn,
              terms.exportChosen() ? Set.of() : new OuterSettings(host).keys());
    };
  }

  /** Masks the keys if a later goal, a later step or a file gets them: others see no keys. */
  void mask(Assumed assumed, Terms terms, HandOn handOn, boolean toJob) {
    if (toJob
        || terms.export() != Export.ENDPOINT
        || handOn.envFile().isPresent()
        || !handOn.prefixes().variables().isEmpty()) {
      Variables.secrets(assumed).forEach(console::mask);
    }
  }

  List<Exporter> envFile(HandOn handOn) {
    var exporters = new ArrayList<Exporter>();
    handOn
        .envFile()
        .map(file -> new EnvFileExporter(file, handOn, host.environment()))
        .ifPresent(exporters::add);
    return exporters;
  }
}
