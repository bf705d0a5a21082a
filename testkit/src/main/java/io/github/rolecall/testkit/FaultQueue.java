package io.github.rolecall.testkit;

import io.github.rolecall.testkit.http.Reply;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The queued faults, in order, by the name of the call. */
final class FaultQueue {
  private final Map<String, Deque<ArmedFault.Strike>> byName = new HashMap<>();
  private final Clock clock;

  FaultQueue(Clock clock) {
    this.clock = clock;
  }

  synchronized void add(String callName, List<Fault> faults) {
    Deque<ArmedFault.Strike> queue = byName.computeIfAbsent(callName, name -> new ArrayDeque<>());
    for (Fault fault : faults) {
      queue.add(((ArmedFault) fault).arm(clock));
    }
  }

  /** The reply to a call, changed by the next fault for its name if there is one. */
  Reply reply(Operation operation) {
    Optional<ArmedFault.Strike> strike = next(operation.name());
    return strike.isPresent() ? strike.get().on(operation) : operation.answer();
  }

  private synchronized Optional<ArmedFault.Strike> next(String callName) {
    Deque<ArmedFault.Strike> queue = byName.getOrDefault(callName, new ArrayDeque<>());
    Optional<ArmedFault.Strike> strike = Optional.ofNullable(queue.peek());
    if (strike.isPresent() && strike.get().isSpentAfterOneCall()) {
      queue.remove();
    }
    return strike;
  }
}
