package io.github.rolecall.testkit.cloudformation;

import io.github.rolecall.testkit.http.Request;
import io.github.rolecall.testkit.http.Response;
import io.github.rolecall.testkit.iam.Arn;
import io.github.rolecall.testkit.sts.Authorization;
import io.github.rolecall.testkit.sts.Parameters;
import io.github.rolecall.testkit.sts.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * A simulator of the operations with which a tool creates a stack and waits for it. A stack creates
 * nothing: it is complete after a fixed time. Every identity may call it.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/">CloudFormation,
 *     API Reference</a>
 */
public final class Stacks {
  /** The version of the API, which each request has. */
  public static final String VERSION = "2010-05-15";

  private record Stack(String id, String name, Instant created) {}

  private final Map<String, Stack> stacks = new ConcurrentHashMap<>();
  private final BiFunction<Request, String, Arn> signer;
  private final Clock clock;
  private final Duration creation;

  /**
   * @param signer returns the identity that signed a request for a service
   * @param clock the clock of AWS
   * @param creation how long the creation of a stack takes
   */
  public Stacks(BiFunction<Request, String, Arn> signer, Clock clock, Duration creation) {
    this.signer = signer;
    this.clock = clock;
    this.creation = creation;
  }

  /** The response to one call. */
  public Response answer(Request request) {
    String id = UUID.randomUUID().toString();
    try {
      Arn caller = signer.apply(request, "cloudformation");
      Parameters parameters = Parameters.of(request);
      String action = parameters.action();
      String result = result(action, parameters, caller, request);
      return Response.of(
          200,
          "text/xml",
          """
          <%1$sResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">\
          <%1$sResult>%2$s</%1$sResult>\
          <ResponseMetadata><RequestId>%3$s</RequestId></ResponseMetadata></%1$sResponse>
          """
              .formatted(action, result, id));
    } catch (Refusal refusal) {
      return refusal.response(id);
    }
  }

  private String result(String action, Parameters parameters, Arn caller, Request request) {
    String name =
        parameters
            .get("StackName")
            .orElseThrow(() -> Refusal.of(400, "ValidationError", "StackName must not be null"));
    return switch (action) {
      case "CreateStack" ->
          "<StackId>" + create(name, caller.account(), region(request)).id() + "</StackId>";
      case "DescribeStacks" -> "<Stacks><member>" + described(find(name)) + "</member></Stacks>";
      case "DescribeStackEvents" -> "<StackEvents><!-- " + find(name).id() + " --></StackEvents>";
      default ->
          throw Refusal.of(400, "InvalidAction", "Could not find operation " + action + " here");
    };
  }

  private static String region(Request request) {
    return Authorization.of(request).orElseThrow().region();
  }

  private Stack create(String name, String account, String region) {
    if (!name.matches("[a-zA-Z][-a-zA-Z0-9]*")) {
      throw Refusal.of(400, "ValidationError", "1 validation error detected: 'stackName'");
    }
    var stack =
        new Stack(
            "arn:aws:cloudformation:%s:%s:stack/%s/%s"
                .formatted(region, account, name, UUID.randomUUID()),
            name,
            clock.instant());
    if (stacks.putIfAbsent(name, stack) != null) {
      throw Refusal.of(400, "AlreadyExistsException", "Stack [" + name + "] already exists");
    }
    return stack;
  }

  /** Finds a stack by its name or its id. */
  private Stack find(String name) {
    return Optional.ofNullable(stacks.get(name))
        .or(() -> stacks.values().stream().filter(stack -> stack.id().equals(name)).findFirst())
        .orElseThrow(
            () -> Refusal.of(400, "ValidationError", "Stack with id " + name + " does not exist"));
  }

  private String described(Stack stack) {
    boolean complete = !clock.instant().isBefore(stack.created().plus(creation));
    return "<StackId>"
        + stack.id()
        + "</StackId><StackName>"
        + stack.name()
        + "</StackName><CreationTime>"
        + stack.created()
        + "</CreationTime><StackStatus>"
        + (complete ? "CREATE_COMPLETE" : "CREATE_IN_PROGRESS")
        + "</StackStatus>";
  }
}
