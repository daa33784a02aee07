import Foundation

/// The functions of the C library, under names that do not meet the methods of a type.
func _exp(_ value: Double) -> Double { Foundation.exp(value) }
func _cos(_ value: Double) -> Double { Foundation.cos(value) }
func _log(_ value: Double) -> Double { Foundation.log(value) }
