package io.github.rolecall.testkit;

import io.github.rolecall.testkit.iam.Arn;
import io.github.rolecall.testkit.iam.MfaDevice;
import io.github.rolecall.testkit.iam.OidcProvider;
import io.github.rolecall.testkit.iam.Role;
import io.github.rolecall.testkit.iam.TrustPolicy;
import io.github.rolecall.testkit.iam.User;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a {@link World} from JSON. An unknown key is an error: otherwise a test with a misspelt key
 * would silently test something else.
 */
final class WorldJson {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int DEFAULT_MAX_SESSION_SECONDS = 3600;

  private WorldJson() {}

  static World read(String json, World fallback) {
    JsonNode node;
    try {
      node = JSON.readTree(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("world: " + e.getOriginalMessage(), e);
    }
    Fields fields =
        new Fields("world", node, "providers", "roles", "users", "packedSizeLimit", "faults");
    return new World(
        fields.list("providers", WorldJson::provider, fallback.providers()),
        fields.list("roles", WorldJson::role, fallback.roles()),
        fields.list("users", WorldJson::user, fallback.users()),
        fields.number("packedSizeLimit", fallback.packedSizeLimit()),
        node.has("faults") ? faults(node.path("faults")) : fallback.faults());
  }

  private static OidcProvider provider(JsonNode node) {
    Fields fields = new Fields("provider", node, "account", "issuer", "clientIds");
    return new OidcProvider(
        fields.text("account"),
        fields.text("issuer"),
        fields.list("clientIds", JsonNode::stringValue, List.of()));
  }

  private static Role role(JsonNode node) {
    Fields fields = new Fields("role", node, "arn", "maxSessionDuration", "trust");
    JsonNode trust = node.path("trust");
    return new Role(
        Arn.parse(fields.text("arn")),
        trust.isString() ? TrustPolicy.parse(trust.stringValue()) : TrustPolicy.of(trust),
        Duration.ofSeconds(fields.number("maxSessionDuration", DEFAULT_MAX_SESSION_SECONDS)));
  }

  private static User user(JsonNode node) {
    Fields fields = new Fields("user", node, "arn", "accessKeyId", "secretAccessKey", "mfa");
    User user =
        new User(
            Arn.parse(fields.text("arn")),
            fields.text("accessKeyId"),
            fields.text("secretAccessKey"));
    return node.has("mfa") ? user.withMfa(device(node.path("mfa"))) : user;
  }

  private static MfaDevice device(JsonNode node) {
    Fields fields = new Fields("mfa", node, "serialNumber", "codes");
    return new MfaDevice(
        fields.text("serialNumber"), fields.list("codes", JsonNode::stringValue, List.of()));
  }

  private static Map<String, List<Fault>> faults(JsonNode node) {
    Map<String, List<Fault>> faults = new LinkedHashMap<>();
    node.properties()
        .forEach(
            entry ->
                faults.put(
                    entry.getKey(), entry.getValue().valueStream().map(WorldJson::fault).toList()));
    return faults;
  }

  private static Fault fault(JsonNode node) {
    if (!node.isObject() || node.size() != 1) {
      throw new IllegalArgumentException("a fault is an object with one key: " + node);
    }
    String kind = node.propertyNames().iterator().next();
    JsonNode value = node.path(kind);
    return switch (kind) {
      case "error" -> {
        Fields fields = new Fields("error", value, "status", "code", "message");
        yield Fault.error(
            fields.number("status", 400), fields.text("code"), fields.text("message"));
      }
      case "body" -> {
        Fields fields = new Fields("body", value, "status", "type", "text");
        yield Fault.body(fields.number("status", 200), fields.text("type"), fields.text("text"));
      }
      case "throttle" -> {
        Fields fields = new Fields("throttle", value, "permits", "perMillis");
        yield Fault.throttle(
            fields.number("permits", 1), Duration.ofMillis(fields.number("perMillis", 1000)));
      }
      case "altered" -> altered(value);
      case "delayMillis" -> Fault.delay(Duration.ofMillis(value.asLong()));
      case "hang" -> Fault.hang();
      case "reset" -> Fault.reset();
      case "truncated" -> Fault.truncated();
      case "none" -> Fault.none();
      default -> throw new IllegalArgumentException("unknown fault: " + kind);
    };
  }

  private static Fault altered(JsonNode node) {
    Fields fields = new Fields("altered", node, "elements", "clockSeconds", "dated");
    AlteredAnswer answer =
        Fault.altered().clockOff(Duration.ofSeconds(fields.number("clockSeconds", 0)));
    for (Map.Entry<String, JsonNode> element : node.path("elements").properties()) {
      JsonNode text = element.getValue();
      answer =
          text.isNull()
              ? answer.without(element.getKey())
              : answer.saying(element.getKey(), text.stringValue());
    }
    return node.path("dated").asBoolean(true) ? answer : answer.undated();
  }

  /** A JSON object that may have only the known keys. */
  private record Fields(String what, JsonNode node) {
    Fields(String what, JsonNode node, String... known) {
      this(what, node);
      if (!node.isObject() || !List.of(known).containsAll(node.propertyNames())) {
        throw new IllegalArgumentException(
            what + " must be an object with no other keys than " + List.of(known) + ": " + node);
      }
    }

    String text(String key) {
      return node.path(key)
          .stringValueOpt()
          .orElseThrow(() -> new IllegalArgumentException(what + " needs " + key + ": " + node));
    }

    int number(String key, int fallback) {
      return node.has(key) ? node.path(key).intValue() : fallback;
    }

    <T> List<T> list(String key, Function<JsonNode, T> read, List<T> fallback) {
      return node.has(key) ? node.path(key).valueStream().map(read).toList() : fallback;
    }
  }
}
