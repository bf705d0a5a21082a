package io.github.rolecall.maven;

import io.github.rolecall.aws.ecr.EcrRegistry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * The expressions <code>${credentials.ecrPassword}</code> and <code>
 * ${credentials.ecrPublicPassword}</code> in the configuration of a goal. The password is for the
 * registry of the nearest image in the surrounding elements.
 *
 * @param configuration the configuration of the goal
 * @param evaluator evaluates Maven expressions
 */
record EcrExpressions(Xpp3Dom configuration, Function<String, String> evaluator) {
  static final String PASSWORD = "${credentials.ecrPassword}";
  private static final String PUBLIC_PASSWORD = "${credentials.ecrPublicPassword}";

  static boolean in(Xpp3Dom element) {
    return text(element).contains(PASSWORD)
        || text(element).contains(PUBLIC_PASSWORD)
        || Stream.of(element.getChildren()).anyMatch(EcrExpressions::in);
  }

  private static String text(Xpp3Dom element) {
    return element.getValue() == null ? "" : element.getValue();
  }

  /**
   * An element with an expression.
   *
   * @param login the parent element
   * @param parameter the parameter of the goal that contains the element
   * @param registry the registry of the password
   */
  record Place(Xpp3Dom element, Xpp3Dom login, String parameter, EcrRegistry registry) {
    /** Replaces the expression. */
    void replace(String password) {
      element.setValue(
          text(element).replace(PASSWORD, password).replace(PUBLIC_PASSWORD, password));
    }
  }

  /**
   * Finds the elements with an expression.
   *
   * @param standard the registry if the configuration contains none
   * @throws IllegalArgumentException when the nearest images are in several Regions
   */
  List<Place> places(EcrRegistry standard) {
    var found = new ArrayList<Place>();
    var around = new ArrayDeque<Xpp3Dom>();
    around.push(configuration);
    for (Xpp3Dom parameter : configuration.getChildren()) {
      collect(parameter, around, parameter.getName(), standard, found);
    }
    return found;
  }

  private void collect(
      Xpp3Dom element,
      Deque<Xpp3Dom> around,
      String parameter,
      EcrRegistry standard,
      List<Place> found) {
    Xpp3Dom login = around.element();
    around.push(element);
    if (text(element).contains(PASSWORD)) {
      found.add(new Place(element, login, parameter, nearest(around).orElse(standard)));
    } else if (text(element).contains(PUBLIC_PASSWORD)) {
      found.add(new Place(element, login, parameter, EcrRegistry.ofPublic()));
    }
    for (Xpp3Dom child : element.getChildren()) {
      collect(child, around, parameter, standard, found);
    }
    around.pop();
  }

  private Optional<EcrRegistry> nearest(Deque<Xpp3Dom> around) {
    for (Xpp3Dom element : around) {
      Set<EcrRegistry> all = new LinkedHashSet<>();
      named(element, all);
      // Public images are usually base images, which need no login.
      Set<EcrRegistry> own = new LinkedHashSet<>(all);
      own.removeIf(EcrRegistry::isPublic);
      Set<EcrRegistry> candidates = own.isEmpty() ? all : own;
      if (candidates.stream().map(EcrRegistry::region).distinct().count() > 1) {
        throw new IllegalArgumentException(
            "images of several Regions are near " + PASSWORD + ": " + candidates);
      }
      if (!candidates.isEmpty()) {
        return candidates.stream().findFirst();
      }
    }
    return Optional.empty();
  }

  private void named(Xpp3Dom element, Set<EcrRegistry> all) {
    String text = text(element);
    String value =
        text.contains("${") && !text.contains("${credentials.") ? evaluator.apply(text) : text;
    EcrRegistry.in(value).ifPresent(all::add);
    for (Xpp3Dom child : element.getChildren()) {
      named(child, all);
    }
  }
}
