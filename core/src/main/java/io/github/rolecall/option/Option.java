package io.github.rolecall.option;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What an input is, in the table of inputs: each entry states by name what differs from the usual,
 * which all front ends take, for assuming a role and for explaining.
 */
final class Option {
  final Input.Kind kind;
  final String comma;
  String standard = "";
  String pomDocumentation = "";
  boolean secret;
  boolean guarded;
  boolean environment;
  List<String> further = List.of();
  List<String> outsideTheAction = List.of();
  Set<FrontEnd> frontEnds = EnumSet.allOf(FrontEnd.class);
  Section section = Section.COMMON;
  Set<Goal> goals = EnumSet.of(Goal.ASSUME, Goal.EXPLAIN);

  private Option(Input.Kind kind, String comma) {
    this.kind = kind;
    this.comma = comma;
  }

  static Option text() {
    return new Option(Input.Kind.TEXT, ",");
  }

  /** A text that says what a new trust policy is for; the action writes none. */
  static Option trustPolicy() {
    return text().only(FrontEnd.MAVEN, FrontEnd.COMMAND).onlyFor(Goal.TRUST_POLICY);
  }

  /** A switch that is off by default. */
  static Option flag() {
    return new Option(Input.Kind.FLAG, ",").standard("false");
  }

  static Option number(String standard) {
    return new Option(Input.Kind.NUMBER, ",").standard(standard);
  }

  static Option list() {
    return new Option(Input.Kind.LIST, ",");
  }

  /** A list of ARNs: the name of a role or policy may have commas in it. */
  static Option arns() {
    return new Option(Input.Kind.LIST, ",(?=\\s*arn:)");
  }

  Option standard(String words) {
    standard = words;
    return this;
  }

  /** Where the help has it. */
  Option in(Section heading) {
    section = heading;
    return this;
  }

  Option secret() {
    secret = true;
    return this;
  }

  /** The environment variable with the name of the entry sets the input, and then these. */
  Option environment(String... names) {
    environment = true;
    further = List.of(names);
    return this;
  }

  Option outsideTheAction(String... names) {
    outsideTheAction = List.of(names);
    return this;
  }

  Option guarded() {
    guarded = true;
    return this;
  }

  Option only(FrontEnd first, FrontEnd... more) {
    frontEnds = EnumSet.of(first, more);
    return this;
  }

  Option alsoFor(Goal... more) {
    goals.addAll(List.of(more));
    return this;
  }

  Option onlyFor(Goal first, Goal... more) {
    goals = EnumSet.of(first, more);
    return this;
  }

  /** Another documentation for poms, where one cannot say it for all. */
  Option inPom(String documentation) {
    pomDocumentation = documentation;
    return this;
  }
}
