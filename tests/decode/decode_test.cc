#include "commonplace/decode.h"

#include <gtest/gtest.h>
