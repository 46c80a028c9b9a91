#include "graphview/graph_view.h"
