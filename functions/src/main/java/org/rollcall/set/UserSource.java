package org.rollcall.set;

import java.util.function.Consumer;
import org.rollcall.user.User;

/** All users, in no particular order. */
@FunctionalInterface
public interface UserSource {

  void forEach(Consumer<User> consumer);
}
