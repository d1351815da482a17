@NullMarked
package org.rollcall.cli.serve;

import org.jspecify.annotations.NullMarked;
