package io.github.rolecall.option;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One entry of the table of inputs, so that each states by name what differs from the usual: an
 * optional text that all front ends take, for assuming a role and for explaining.
 */
final class Option {
  final String key;
  Input.Kind kind = Input.Kind.TEXT;
  String comma = ",";
  String standard = "";
  String documentation = "";
  String pomDocumentation = "";
  boolean secret;
  boolean guarded;
  List<String> environment = List.of();
  List<String> outsideTheAction = List.of();
  Set<FrontEnd> frontEnds = EnumSet.allOf(FrontEnd.class);
  Set<Goal> goals = EnumSet.of(Goal.ASSUME, Goal.EXPLAIN);

  private Option(String key) {
    this.key = key;
  }

  static Option of(String key) {
    return new Option(key);
  }

  Option kind(Input.Kind kind) {
    this.kind = kind;
    return this;
  }

  /** A list of ARNs: the name of a role or policy may have commas in it. */
  Option arns() {
    this.kind = Input.Kind.LIST;
    this.comma = ",(?=\\s*arn:)";
    return this;
  }

  Option standard(String standard) {
    this.standard = standard;
    return this;
  }

  Option secret() {
    this.secret = true;
    return this;
  }

  Option environment(String... names) {
    this.environment = List.of(names);
    return this;
  }

  Option outsideTheAction(String... names) {
    this.outsideTheAction = List.of(names);
    return this;
  }

  Option guarded() {
    this.guarded = true;
    return this;
  }

  Option only(FrontEnd first, FrontEnd... more) {
    this.frontEnds = EnumSet.of(first, more);
    return this;
  }

  Option alsoFor(Goal... more) {
    this.goals.addAll(List.of(more));
    return this;
  }

  Option onlyFor(Goal first, Goal... more) {
    this.goals = EnumSet.of(first, more);
    return this;
  }

  Option documented(String documentation) {
    this.documentation = documentation;
    return this;
  }

  /** Another text for poms, where one text cannot say it for all. */
  Option inPom(String documentation) {
    this.pomDocumentation = documentation;
    return this;
  }
}
