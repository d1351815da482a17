package org.rollcall.set;

import java.util.function.Consumer;
import org.rollcall.user.User;

/** All users there are, one after the other, in no order. */
@FunctionalInterface
public interface UserSource {

  void forEach(Consumer<User> consumer);
}
