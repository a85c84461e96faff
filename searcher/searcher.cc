#include "searcher/searcher.h"
